"""The curriculum's words, in two parts that share none: to learn from, to be measured on.

Only words that carry the theme or a judgement are listed; small words stand in the frames.
"""

from typing import Literal

Part = Literal["train", "heldout"]

# What is spoken of: theme -> (its names, plain descriptions that praise and blame nobody).
THEMES: dict[Part, dict[str, tuple[str, str]]] = {
    "train": {
        "film": (
            "the film,the movie,this film,this movie,the plot,the acting,her performance,"
            "the script,the ending,"
            "the story,the dialogue,the direction,the soundtrack,his new comedy,"
            "that thriller,the first act",
            "french,long,short,silent,black and white,about two brothers,shot in winter,"
            "animated,subtitled",
        ),
        "food": (
            "the food,the soup,the pizza,my meal,the dinner,their coffee,the bread,the fish,"
            "our lunch,the salad",
            "warm,cold,italian,vegetarian,cooked at the table,served at noon,brown",
        ),
        "service": (
            "the service,the staff,the waiter,our guide,the manager,the driver,"
            "the support team,customer service",
            "in uniform,young,at the counter,on duty,there all day",
        ),
        "flight": (
            "the flight,the train ride,the trip,the airline,our journey,the drive,the seat,"
            "the crew",
            "at night,two hours long,on a monday,to london,from berlin",
        ),
        "people": (
            "my teacher,her brother,the doctor,our neighbor,my boss,the speaker,the singer,"
            "the author,he,she",
            "tall,from canada,forty,married,in a blue coat,at home",
        ),
        "things": (
            "the phone,this book,the hotel,the room,the game,the concert,the new car,"
            "the lecture,the album,this app",
            "blue,large,made of steel,old,in the center,two years old,the second one",
        ),
    },
    "heldout": {
        "shows": (
            "the series,that documentary,the sequel,the cast,the final scene,the musical",
            "weekly,danish,in color",
        ),
        "eating": (
            "the curry,my breakfast,the dessert,the restaurant,that burger",
            "spanish,green,baked twice",
        ),
        "help": (
            "the nurse,the plumber,the receptionist,the hotline",
            "bearded,on the phone,left-handed",
        ),
        "travel": (
            "the cruise,the bus ride,the airport,our holiday",
            "in july,by night bus,near the coast",
        ),
        "others": ("my uncle,the mayor,the lawyer,our coach", "thirty,swedish,in the garden"),
        "goods": (
            "the laptop,the camera,the museum,this novel,the apartment",
            "grey,square,on the third floor",
        ),
    },
}

# How it is judged: strength -2...2 -> adjectives that fit nearly anything.
ADJECTIVES: dict[Part, dict[int, str]] = {
    "train": {
        2: "excellent,great,brilliant,wonderful,amazing,fantastic,superb,terrific,"
        "outstanding,perfect,beautiful,"
        "masterful,delightful,marvelous,fabulous,awesome",
        1: "good,enjoyable,fun,nice,pleasant,interesting,charming,funny,likable,clever,"
        "entertaining,satisfying,smart,"
        "worthwhile,fine,convincing,moving,warm-hearted,impressive,engaging,fresh,solid,"
        "lively,exciting",
        -1: "bad,boring,dull,weak,poor,silly,slow,tedious,annoying,disappointing,unpleasant,"
        "lame,predictable,bland,"
        "forgettable,clumsy,tired,shallow,flat,stale,stupid,ugly,messy,confusing",
        -2: "terrible,awful,horrible,dreadful,disgusting,pathetic,worthless,atrocious,"
        "unbearable,the worst,abysmal,"
        "insulting,miserable,appalling",
    },
    "heldout": {
        2: "stunning,magnificent,incredible,splendid,exceptional,gorgeous,remarkable,sensational",
        1: "decent,likeable,witty,thoughtful,refreshing,lovely,compelling,pleasing,inspired,"
        "memorable,thrilling",
        -1: "dreary,unfunny,mediocre,irritating,lifeless,sloppy,tiresome,pointless,"
        "uninspired,mindless,inept",
        -2: "ghastly,horrendous,lousy,repulsive,hideous,rotten,unwatchable",
    },
}

# Verbs of liking, past form and plain form.
VERBS: dict[Part, dict[int, str]] = {
    "train": {
        2: "loved/love,adored/adore",
        1: "liked/like,enjoyed/enjoy,admired/admire,recommended/recommend,praised/praise",
        -1: "disliked/dislike,regretted/regret,criticized/criticize",
        -2: "hated/hate,despised/despise",
    },
    "heldout": {
        2: "cherished/cherish,treasured/treasure",
        1: "appreciated/appreciate,applauded/applaud",
        -1: "resented/resent,mocked/mock",
        -2: "detested/detest,loathed/loathe",
    },
}

# Judging nouns with their article.
NOUNS: dict[Part, dict[int, str]] = {
    "train": {
        2: "a masterpiece,a triumph,a gem",
        1: "a success,a delight,a joy,a treat,a pleasure,a good choice,a good one",
        -1: "a failure,a bore,a disappointment,a mistake,a waste of time,a bad choice,a bad one",
        -2: "a disaster,a mess,a nightmare,a disgrace",
    },
    "heldout": {
        2: "a marvel,a wonder",
        1: "a winner,a surprise treat,a hit",
        -1: "a flop,a letdown,a dud",
        -2: "a catastrophe,an insult,an embarrassment",
    },
}
