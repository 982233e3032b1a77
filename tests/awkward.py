"""Sentences that break programs; every page and figure has to bear each of them."""

AWKWARD: dict[str, str] = {
    "empty": "",
    "white space": " \t \u00a0 ",
    "one word": "good",
    "markup": "<b>x</b> </script> {0} $\\alpha$ 🙂",
    "script": "<img src=x onerror=alert(1)><script>alert(2)</script>",
    "markdown": "# :red[red] **bold** `code` [link](javascript:alert(1)) ![x](y) :material/home:",
    "format": "%s %d {} {place} {{x}} {{{0}}} \\n \\ \\\\ '\"`",
    "5,000 words": "not bad " * 2_500,
    "one long word": "a" * 30_000,
    "right to left": "הסרט לא היה משעמם בכלל \u202eevil\u202c",
    "zero width": "go\u200bod\u200d fi\ufefflm\u2060",
    "control characters": "a\x00b\x07c\x1b[31md\r\ne\x7f",
    "emoji": "👩‍👩‍👧‍👦 👍🏽 🇩🇪 🙂",
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!",
    "address signs": "a&b=c?d#e%20+/\\;q=1",
    "numbers": "1,000 3.5% 1e999 NaN -Infinity 0x1F",
    "links": "See https://example.org/?q=<x>&y=1, www.example.org!",
    "han": "这部电影一点也不无聊",
    "quotes": "“Wasn’t it ‘good’?” — she can’t…",
    "half a character": "bad \ud800 half",
}
