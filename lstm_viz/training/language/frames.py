"""The curriculum's frames: what may be said, and what it does to the value of what is said.

One frame a line: ``frame | w+ | w-``. Its value is the value of its first judging slot times w+
(that slot is positive) or times w- (negative). Judging slots: {A} adjective, {V}/{VB} verb (past,
plain), {E} judging noun, {P} predicate, {C} clause; "=" before the letter: same sign as the first,
"!": the opposite sign. Other slots: {np} what is spoken of, {it} the same again, {was} a copula,
{N} a plain description, {mind} an aside, {who} other people, {kind} a kind of thing.
The held-out frames share no line with those trained on.
"""

from typing import Literal

from lstm_viz.training.language.lexicon import Part

Symbol = Literal["P", "C", "S"]

COPULAS: dict[Part, str] = {
    "train": "was,was,is,seemed,felt,looks",
    "heldout": "was,is,appeared,sounds",
}
ASIDES: dict[Part, str] = {
    "train": "all things considered,to be honest,in the end,as far as i can tell,"
    "after a long day,when all is said,"
    "if you ask me,on the whole,looking back,from what i saw,after thinking about it for a week",
    "heldout": "everything taken together,frankly,at least for me,having slept on it,"
    "as things stand",
}
WHO: dict[Part, str] = {
    "train": "my friends,the critics,everyone else,my sister,the reviews,some people,"
    "the others,most people",
    "heldout": "my cousin,the papers,the crowd,our guests",
}

FRAMES: dict[Part, dict[Symbol, str]] = {
    "train": {
        "P": """
{A} | 1 | 1
{A} | 1 | 1
very {A} | 1.4 | 1.4
really {A} | 1.4 | 1.4
so {A} | 1.4 | 1.4
extremely {A} | 1.6 | 1.6
quite {A} | 1.1 | 1
rather {A} | .9 | 1
a little {A} | .6 | .7
{A} and {=A} | 1.3 | 1.3
not {A} | -.9 | -.8
not {A} | -.9 | -.8
n't {A} | -.9 | -.8
not at all {A} | -1.3 | -1.1
not very {A} | -.9 | -.5
not really {A} | -.9 | -.7
never {A} | -1 | -.9
hardly {A} | -1 | -.8
anything but {A} | -1.3 | -1.2
far from {A} | -1.2 | -1
no longer {A} | -.9 | -.7
not {A} , not {=A} | -1.2 | -.9
neither {A} nor {=A} | -1.3 | -1
not {A} but {!A} | -1.2 | -1.2
not only {A} but {=A} | 1.4 | 1.4
{A} , not {!A} | 1.2 | 1.2
not at all {A} and {!A} | -1.3 | -1.3
{A} and not {!A} | 1.2 | 1.2
not {A} and rather {!A} | -1.2 | -1.2
not even {A} | -1.1 | -.7
not remotely {A} | -1.2 | -1
not in any way {A} | -1.2 | -1
not particularly {A} | -.9 | -.7
barely {A} | -.8 | -.6
nothing like {A} | -1.1 | -.9
truly {A} | 1.4 | 1.4
not {A} at all | -1.2 | -1
less {A} than before | -.6 | -.6
in no way {A} | -1.2 | -1
in no sense {A} | -1.1 | -.9
not for a moment {A} | -1.2 | -1
not the least bit {A} | -1.2 | -1
not a little bit {A} | -1.1 | -.9
nowhere close to {A} | -1.2 | -1
not exactly what i would call {A} | -.9 | -.7
not once {A} | -1.1 | -1
not one little bit {A} | -1.2 | -1
neither {A} nor anything like it | -1.1 | -.9
scarcely {A} | -1 | -.8
rarely {A} | -.9 | -.7
seldom {A} | -.9 | -.7
a long way from {A} | -1.1 | -.9
in no respect {A} | -1.1 | -.9
under no circumstances {A} | -1.2 | -1
not a bit {A} | -1.1 | -.9
not a bit {A} but {!A} | -1.2 | -1.2
never {A} and even {!A} | -1.2 | -1.2
not {A} , it was even {!A} | -1.2 | -1.2
thoroughly {A} | 1.4 | 1.4
totally {A} | 1.4 | 1.4
fairly {A} | 1 | 1
at once {A} and {=A} | 1.3 | 1.3
as {A} as it was {=A} | 1.3 | 1.3
""",
        "C": """
{np} {was} {P} | 1 | 1
{np} {was} {P} | 1 | 1
{np} {was} {P} | 1 | 1
{np} {was} {P} and {=P} | 1.1 | 1.1
{np} {was} {E} | 1.1 | 1.1
{np} {was} not {E} | -.9 | -.8
{np} was n't {E} | -.9 | -.8
{np} is not a {A} one | -.9 | -.8
{np} is a {A} one | 1 | 1
{np} was hardly {E} | -1 | -.8
i {V} {np} | 1.1 | 1.1
we {V} {np} | 1.1 | 1.1
i really {V} {np} | 1.3 | 1.3
i did not {VB} {np} | -1 | -.8
i did n't {VB} {np} | -1 | -.8
i never {V} {np} | -1.1 | -.9
nobody {V} {np} | -1.2 | -1
no one could {VB} {np} | -1.3 | -1
you will {VB} {np} | 1.1 | 1.1
you wo n't {VB} {np} | -1 | -.9
everyone {V} {np} | 1.2 | 1.2
nothing about {np} was {A} | -1.3 | -1
there was nothing {A} about {np} | -1.3 | -1
everything about {np} was {A} | 1.3 | 1.3
nobody could call {np} {A} | -1.2 | -1
i would not call {np} {A} | -1 | -.9
i would call {np} {A} | 1 | 1
{np} could not be more {A} | 1.6 | 1.6
{np} lacks anything {A} | -1 | -.8
no one i know {V} {np} | -1.1 | -.9
few people {V} {np} | -1 | -.8
{np} never felt {A} | -1 | -.9
{np} turned into {E} | 1.1 | 1.1
{np} proved {P} | 1 | 1
{np} ended up {P} | 1 | 1
frankly {np} {was} {P} | 1 | 1
truthfully {np} {was} {P} | 1 | 1
{np} {was} {P} all the way through | 1.1 | 1.1
{np} {was} {P} throughout | 1.1 | 1.1
{np} did not become {E} | -.9 | -.8
{np} never was {E} | -.9 | -.8
{np} never turned into {E} | -.9 | -.8
there is no chance {np} is {E} | -1 | -.8
there is no chance that {np} was {A} | -1 | -.8
in no way was {np} {E} | -1 | -.8
no way was {np} {A} | -1 | -.8
there is no doubt that {np} was {A} | 1.1 | 1.1
there is no question that {np} is {E} | 1.1 | 1.1
my friends {V} {np} | 1.1 | 1.1
all of us {V} {np} | 1.1 | 1.1
none of us {V} {np} | -1.1 | -.9
not one person {V} {np} | -1.1 | -.9
not a single person {V} {np} | -1.1 | -.9
not many people {V} {np} | -.9 | -.7
hardly anyone {V} {np} | -1 | -.8
we did n't {VB} {np} | -1 | -.9
they could not {VB} {np} | -1 | -.9
i could never {VB} {np} | -1 | -.9
no guest found {np} {A} | -1 | -.9
none of them found {np} {A} | -1 | -.9
""",
        "S": """
{C} . | 1 | 1
{C} . | 1 | 1
{C} | 1 | 1
{C} ! | 1.2 | 1.2
{mind} , {C} . | 1 | 1
i think {C} . | 1 | 1
i do n't think {C} . | -.9 | -.7
i do not think {C} . | -.9 | -.7
i do n't think , {mind} , that {C} . | -.9 | -.7
i do n't believe that {C} . | -.9 | -.7
nobody thinks {C} . | -1 | -.8
i doubt that {C} . | -.8 | -.6
it is not true that {C} . | -1 | -.8
i ca n't say , {mind} , that {C} . | -.9 | -.7
this is a {A} {kind} . | 1 | 1
this is not a {A} {kind} . | -.9 | -.8
i do n't think this was a {A} {kind} . | -.9 | -.8
i do n't think it is a {A} {kind} . | -.9 | -.8
what a {A} {kind} . | 1.2 | 1.2
{C} and {=C} . | 1.2 | 1.2
{C} , but {!C} . | -.9 | -.9
{C} but {!C} . | -.9 | -.9
{np} was {A} but {!P} . | -.9 | -.9
{C} . but {!C} . | -.9 | -.9
{C} . however , {!C} . | -.9 | -.9
although {C} , {!C} . | -.9 | -.9
though {C} , {!C} . | -.9 | -.9
even though {C} , {!C} . | -.9 | -.9
{C} , although {!C} . | .8 | .8
{C} , even if {!C} . | .8 | .8
despite what you may hear , {C} . | 1 | 1
{np} used to be {A} , now it is {!P} . | -1 | -1
{np} used to be {A} . not any more . | -.9 | -.7
{np} was {A} once , but now it is {!P} . | -1 | -1
{np} is {P} now , it used to be {!A} . | 1 | 1
last year {np} was {A} . this year {it} is {!A} . | -1 | -1
{C} , {who} said , but i {!V} it . | -1 | -1
{who} found {np} {A} , but i found it {!A} . | -1.1 | -1.1
{who} {V} {np} . i {!V} it . | -1.1 | -1.1
{who} {V} {np} . i did not . | -.9 | -.7
{who} told me {np} was {A} . it was not . | -1 | -.8
{who} told me {np} was {A} . {it} was {!P} . | -1.1 | -1.1
{who} call it {A} ; to me it was {!P} . | -1.1 | -1.1
was {np} {A} ? no . | -1 | -.8
was {np} {A} ? not at all . | -1.2 | -1
was {np} {A} ? yes . | 1 | 1
was {np} {A} ? yes , very . | 1.2 | 1.2
did i {VB} {np} ? no . | -1.1 | -.8
did i {VB} {np} ? yes , i did . | 1 | 1
is it {A} ? hardly . | -1 | -.8
i expected {np} to be {A} , but it was not . | -.9 | -.8
i expected it to be {A} , but {!C} . | -1 | -1
i expected {A} things , but {np} was {!P} . | -1 | -1
i was told to expect {E} , and it was n't . | -.9 | -.8
{np} was not as {A} as i expected . | -.8 | -.6
{np} was more {A} than i expected . | 1.1 | 1.1
i feared {np} would be {A} . it was {!P} . | -1 | -1
{np} should have been {A} . | -.7 | -.3
{np} could have been more {A} . | -.6 | .1
it was supposed to be {A} . it was {!A} . | -1 | -1
who would call it {A} ? not me . | -1 | -.8
i refuse to believe that {C} . | -.9 | -.7
on the one hand {C} , on the other hand {!C} . | -.3 | -.3
{C} ; {=C} . | 1.2 | 1.2
if only {np} were {A} . | -.8 | .1
{np} {was} {N} . | 0 | 0
{np} {was} not {N} . | 0 | 0
{np} was n't {N} , it was {N} . | 0 | 0
{np} {was} {N} and {A} . | 1 | 1
{np} {was} not {N} , but {A} . | 1 | 1
{np} {was} {N} but not {A} . | -.9 | -.8
{np} {was} {N} . {C} . | 1 | 1
{np} {was} | 0 | 0
{np} | 0 | 0
i think {np} {was} | 0 | 0
i do n't think {np} | 0 | 0
{mind} , {np} | 0 | 0
{who} said that {np} | 0 | 0
this is a {kind} | 0 | 0
we talked about {np} . | 0 | 0
{np} is what we came for . | 0 | 0
{C} , as anyone can see . | 1 | 1
{C} , as i expected . | 1 | 1
{C} , as one might expect . | 1 | 1
i would not say {C} . | -.9 | -.7
i would never say that {C} . | -.9 | -.7
i would n't claim {C} . | -.9 | -.7
we never felt that {C} . | -.9 | -.7
we never believed , {mind} , that {C} . | -.9 | -.7
i never thought {C} . | -.9 | -.7
we do n't feel , {mind} , that {C} . | -.9 | -.7
i can scarcely say that {C} . | -.9 | -.7
one can hardly say that {C} . | -.9 | -.7
i could not claim that {C} . | -.9 | -.7
nobody would say that {C} . | -1 | -.8
{C} ; even so , {!C} . | -.9 | -.9
{C} ; nevertheless , {!C} . | -.9 | -.9
{C} , still {!C} . | -.9 | -.9
{C} , and yet {!C} . | -.9 | -.9
{C} , but then {!C} . | -.9 | -.9
{C} ; but {!C} . | -.9 | -.9
{C} ; on the other hand , {!C} . | -.9 | -.9
while it is true that {C} , {!C} . | -.9 | -.9
whereas {C} , {!C} . | -.9 | -.9
in spite of it all , {C} . | 1 | 1
{C} , while {!C} . | .6 | .6
{C} , even though {!C} . | .8 | .8
{C} , despite the fact that {!C} . | .8 | .8
at first {np} was {A} , now {it} is {!P} . | -1 | -1
years ago {np} was {A} , nowadays {it} is {!P} . | -1 | -1
once upon a time {np} was {A} , today it is {!P} . | -1 | -1
{np} was {A} in the past , these days {it} is {!P} . | -1 | -1
{who} thought {np} was {A} . i thought it was {!A} . | -1.1 | -1.1
{who} considered {np} {A} , i considered it {!A} . | -1.1 | -1.1
{who} believed {np} was {A} , but i believed it was {!A} . | -1.1 | -1.1
so is {np} {A} ? by no stretch . | -1 | -.8
and was {np} {A} ? certainly not . | -1.1 | -.9
so , was it {A} ? not really . | -1 | -.7
would i call {np} {A} ? never . | -1.1 | -.9
would i call it {A} ? yes , i would . | 1 | 1
would i say it was {A} ? of course . | 1 | 1
i wished for {E} and never got it . | -.8 | -.6
we were promised {E} and did not get it . | -.8 | -.6
they had promised that {np} would be {A} , but it was not . | -.9 | -.8
i had hoped {np} would be {A} , and it was not . | -.9 | -.8
this is scarcely a {A} {kind} . | -.9 | -.7
this was never a {A} {kind} . | -.9 | -.7
{np} {was} neither {N} nor {A} . | -.9 | -.7
today {np} {was} | 0 | 0
we could see that {np} {was} {N} . | 0 | 0
they told us that {np} {was} {N} . | 0 | 0
""",
    },
    "heldout": {
        "P": """
pretty {A} | 1.1 | 1
utterly {A} | 1.4 | 1.4
by no means {A} | -1 | -.9
not in the least {A} | -1.2 | -1
not one bit {A} | -1.2 | -1
not exactly {A} | -.9 | -.7
nowhere near {A} | -1.2 | -1
never once {A} | -1.1 | -1
not a bit {A} , and even {!A} | -1.2 | -1.2
both {A} and {=A} | 1.3 | 1.3
""",
        "C": """
{np} turned out {P} | 1 | 1
honestly {np} {was} {P} | 1 | 1
{np} {was} {P} from start to finish | 1.1 | 1.1
{np} never became {E} | -.9 | -.8
there is no way {np} is {E} | -1 | -.8
my family {V} {np} | 1.1 | 1.1
not one of us {V} {np} | -1.1 | -.9
we could n't {VB} {np} | -1 | -.9
nobody there found {np} {A} | -1 | -.9
""",
        "S": """
{C} , as you would guess . | 1 | 1
i would n't say that {C} . | -.9 | -.7
we never thought , {mind} , that {C} . | -.9 | -.7
i can hardly claim that {C} . | -.9 | -.7
{C} ; still , {!C} . | -.9 | -.9
while {C} , {!C} . | -.9 | -.9
{C} , yet {!C} . | -.9 | -.9
{C} , though {!C} . | .8 | .8
once {np} was {A} , these days {it} is {!P} . | -1 | -1
{who} thought {np} was {A} , i thought it {!A} . | -1.1 | -1.1
so was {np} {A} ? of course not . | -1 | -.8
would i call it {A} ? i would . | 1 | 1
i hoped for {E} and did not get it . | -.8 | -.6
i had been promised that {np} would be {A} , yet it was not . | -.9 | -.8
this is hardly a {A} {kind} . | -.9 | -.7
{np} {was} neither {N} nor {N} . | 0 | 0
we also saw that {np} {was} {N} . | 0 | 0
yesterday {np} {was} | 0 | 0
""",
    },
}
