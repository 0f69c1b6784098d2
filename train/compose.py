"""Passages of speech composed from pieces of PolNeAR: what its articles show too seldom.

A template is text in which [s:…], [q:…] and [c:…] are source, cue and content of
one attribution ([s2:…] of the second, and so on), <a|b> is one or the other, and {slot} is filled.
"""

import re

import augment

SAID = "<said|said|argued|insisted|warned|claimed|announced|explained|admitted|recalled|told reporters|suggested>"
NOUN = "<claim|argument|insistence|assertion|warning|promise|denial|suggestion|statement|allegation|admission|belief|contention|prediction|complaint|pledge>"
SIGNS = "<signs|placards|banners|posters|a sign|a banner|flags|T-shirts>"

TEMPLATES = [
    # a headline's name and colon, and what only looks like one
    ("\n[s:{short}][q::] [c:{clause}]\n", 3),
    ("\n[s:{short}][q::] [c:<‘{quote}’|“{quote}”>]\n", 1),
    ("\n<Update|Analysis|Opinion|Watch|Breaking|Video|Live|Explainer|Exclusive|Review|Editorial|Comment>: {Clause}\n", 1),
    ("\n[c:{Clause}], [q:<says|said|say>] [s:{short}]\n", 1),
    ("\n[s:{short}] [q:<calls|brands|dubs>] [c:{np} ‘{fragment}’]\n", 1),
    # clauses about the speaker, which end before the sentence goes on
    ("{name}, [s:who] [q:" + SAID + "] [c:<|that >{clause}], {vp}.", 3),
    ("{name}, [s:who] [q:<says|believes|thinks|hopes>] [c:<|that >{clause}], {vp}.", 1),
    ("[s:{name}], who {vp}, [q:<said|added|told reporters>:] [c:“{Quote}”]", 3),
    ("[s:{name}], who {vp}, [q:" + SAID + "] [c:that {clause}].", 2),
    ("[s:{name}], {age}, [q:" + SAID + "] [c:that {clause}].", 1),
    # nouns of saying
    ("[q:<In the view of|In the opinion of|In the words of|In the eyes of|In the judgment of|In the telling of|In the estimation of>] [s:{source}], [c:{clause}].", 4),
    ("[c:{Clause}], [q:in the <view|words|opinion> of] [s:{source}].", 1),
    ("[s:{name}’s] [q:" + NOUN + "] [c:that {clause}] <was wrong|was false|drew laughter|proved empty|made headlines|surprised many|is not new|convinced nobody|was met with silence|has been disputed|came too late>.", 4),
    ("[s:{Source}’s] [q:" + NOUN + "] [c:that {clause}] <was|is|remains|has been|became> <wrong|in dispute|an old one|central to the case|a mistake|no secret>.", 1),
    # hearsay
    ("[c:{Head}] [q:<reportedly|reportedly|allegedly|supposedly|purportedly>] [c:{tail}].", 4),
    ("[q:<Reportedly|Allegedly>], [c:{clause}].", 1),
    ("<It> [q:<is said|is believed|was said|is thought|is claimed|is understood|is rumored|was reported|is feared>] [c:that {clause}].", 2),
    # not said, or not yet
    ("[s:{Source}] [q:<is|was|are|were> <expected|due|set|scheduled|likely|supposed> to <say|announce|argue|tell {group}|claim|insist|propose>] [c:<that |>{clause}].", 4),
    ("<If asked|If pressed|Asked about it|Had they asked>, [s:{Source}] [q:<would say|would have said|might say|would answer>] [c:<“{quote}”|that {clause}>].", 2),
    ("[s:{Source}] [q:<did not say|would not say|declined to say|refused to say|has not said>] [c:<whether|when|why|how|if> {clause}].", 2),
    ("<Asked|Asked|Pressed on|When asked> <whether|if|why> {clause}, [s:{name}] [q:<said|said|replied|answered>] [c:<no|yes|not yet|it was too early to tell|{clause}|“{quote}”>].", 4),
    # one who relays another
    ("{The} <paper|newspaper|station|magazine|website|report|book> <ran|published|printed|carried|aired> <a column|a story|an interview|an article|a letter> [q:quoting] [s:{name}] as saying [c:<“{quote}”|that {clause}|{clause}>].", 3),
    ("{The} <paper|newspaper|station|agency|ministry> [q:<quoted|cited>] [s:{source}] as saying [c:<“{quote}”|that {clause}|{clause}>].", 2),
    ("[s:{Name}] [q:<was|is|were> <quoted|cited|reported> as saying] [c:<that |>{clause}].", 2),
    # signs and shouts
    ("[s:{Group}] <carried|held|waved|raised|held up|hoisted> " + SIGNS + " [q:<reading|that read|saying|that said|declaring|which read>] [c:“{slogan}”].", 5),
    ("[s:{Group}] [q:<chanted|shouted|sang|screamed|yelled|were chanting|roared>] [c:“{slogan}”] <|as {name} {vp}|outside|in the square>.", 2),
    # words that nobody says
    ("The <law|rule|statute|dictionary|contract|text|bill|charter|constitution|treaty> <does not|did not|never|nowhere> <define|defines|mention|mentions|explain> “{fragment}”.", 2),
    ("<His|Her|Their|The> <novel|film|book|album|song|play|memoir|series|show> “{title}” <sold out|won a prize|was a success|opened on Friday|came out last year|was banned>.", 2),
    ("The “{fragment}” <lasted|took|cost|drew|began|ended> <nine minutes|two days|little|nobody|in May|badly>.", 2),
    ("{Name} <added|ordered|stated|offered|charged|called> <sugar to the tea|two coffees|the prices on the wall|them a seat|the phone|a taxi> and {vp}.", 1),
    # quotation marks and their order
    ("[s:{Source}] [q:<was|were> <blunt|clear|frank|furious|direct|firm|brief>:] [c:“{Quote}”]", 2),
    ("[s:{Source}] [q:<had|offered|gave> <a|one> <warning|message|question|answer|reply|complaint>:] [c:“{Quote}”]", 1),
    ("[c:“{Quote},”] [s:{name}] [q:<said|went on|continued|added>], [c:“{quote}”]", 2),
    ("[c:“{Quote},”] [q:said] [s:{name}], [c:“{quote}”]", 2),
    ("[c:“{Quote},”] [s:{name}] [q:said]. [c:“{Quote}”]", 3),
    ("{Clause}, but [s:{name}] [q:said] [c:“{fragment}”].", 2),
    ("[c:“{Quote}”] [q:—] [s:{name}]\n", 1),
    ("\n[c:{Clause}.] [q:—] [s:{name}] (@{handle}) <March|May|June|October> 3, 2024\n", 1),
    ("[c:“{Question}?”] [q:<asked|asked|wondered>] [s:{name}].\n\n[c2:“{Quote},”] [q2:<said|answered|replied>] [s2:{name}].\n\n[c3:“{Quote}”]\n\n[c4:“{Quote}”]\n", 2),
    ("[c:“{Question}?”] [s:{short}] [q:asked].\n\n[c2:“{Quote}”]\n\n[c3:“{Question}?”]\n", 1),
    ("{Name} {vp}.\n\n[c:“{Quote}”]\n", 1),
    # sentences with the cue inside, and two cues
    ("[c:{Head}], [s:{source}] [q:<said|say|says|believe|argued>], [c:{tail}].", 3),
    ("{Clause}, as [s:{source}] [q:<put it|describes it|said>], [c:“{quote}”].", 1),
    ("It was, as [s:{source}] [q:put it], [c:“{fragment}”].", 1),
    ("[s:<{Source}|He|She|They|{Source}>] [q:" + SAID + "] [c:{clause}] and [q2:<insisted|promised|added|warned|hoped>] [c2:<that |>{clause}].", 1),
    ("[s:{Name}] {vp}, [q:<saying|adding|arguing|insisting|warning|noting|claiming|telling {group}>] [c:<that |>{clause}].", 2),
    ("[s:{Name}] [q:" + SAID + "] <on Tuesday|on Monday night|last week|yesterday|late on Friday> [c:that {clause}].", 2),
    ("[s:{Name}] [q:said] [c:{clause}]. [c:“{Quote}”]", 1),
    ("[q:According to] [s:{source}], [c:{clause}].", 1),
    ("[c:{Clause}], [q:according to] [s:{source}].", 1),
    ("[s:{Name}] [q:<denied|denies|insists|admits|maintains|admitted|swears|conceded>] [c:{clause}].", 2),
    ("{Clause}, but [s:{name}] [q:<answered|replied|countered|shot back|objected|said>] [c:<“{fragment}”|“{quote}”|that {clause}>].", 2),
    ("[c:“{Quote},”] [q:said] [s:{name}], but [s2:{name}] [q2:<said|answered|replied|countered>] [c2:“{fragment}”].", 2),
    ("[s:{Source}] [q:<said|say|reported>] [c:{clause}]; [c2:{clause}], [s2:<they|he|she>] [q2:<added|said>].", 1),
    # headlines whose speaker is no name, or has an office
    ("\n[c:{Clause}], [q:<says|say|warns|warn|claims|admits>] [s:<union boss|mayor|minister|police chief|coach|experts|officials|judge|study|report>]\n", 1),
    ("\n[c:{Clause}], [s:<mayor |minister |senator |governor |coach |judge |>{short}] [q:<says|warns|claims|admits|tells {group}>]\n", 1),
    ("\n[s:<Union boss|Minister|Mayor|Police chief|Coach|Senator|Judge|Bishop|Critics|Experts>] [q:<calls|brands|dubs|labels|call>] [c:{np} ‘{fragment}’]\n", 1),
    # what is posted, and what an outlet relays after the quote
    ("[c:“{Quote},”] [s:{name}] [q:<posted|wrote|tweeted|shared>] on <Instagram|Facebook|Twitter|X|Truth Social|social media|Telegram|his blog>.", 2),
    ("[c:“{Quote},”] the <paper|ministry|station|agency|network> [q:<quoted|cited>] [s:{source}] as saying.", 2),
    # no answer
    ("[s:{Source}] [q:<did not immediately respond|did not respond|has not responded|did not reply>] [c:to <a request|requests|several requests|repeated requests> for comment].", 2),
]

VPS = [v for v in """left before noon|arrived late|resigned in May|retired last year|lost the vote|won by a few points|stayed at home|took the stage|runs the school|
chairs the panel|owns the mill|leads the opposition|was born in the valley|lives nearby|is on trial|was not in court|flew home on Sunday|signed the deal|opened the meeting|
closed the door|smiled|shook her head|walked out|sat down|has two children|teaches history|works at the harbor|sold the farm|studied law|joined the party in 1998|voted against it|
did not attend|was freed on bail|never came back|paid the fine|has led the union since 2010|represents the district|was one of the first to arrive|had waited for hours|spent a year abroad""".replace("\n", "").split("|")]


class Composer:
    def __init__(self, docs, names):
        """docs: (text, attributions) in characters; each attribution has speech, kind, and spans of source, cue and content."""
        self.names = names
        self.clauses, self.quotes, self.sources, self.groups, self.plain = [], [], [], [], []
        for text, attributions in docs:
            taken = sorted((s, e) for a in attributions for p in ("source", "cue", "content") for s, e in a[p])
            for m in re.finditer(r"(?<=[.!?] )[A-Z][^.!?\n“”\"]{30,160}[.](?= )", text):
                if not re.search(r"\b[A-Z][a-z]{0,3}\.$", m[0]) and not any(s < m.end() and e > m.start() for s, e in taken):
                    self.plain.append(m[0])
            for a in attributions:
                if not a["speech"] or len(a["content"]) != 1:
                    continue
                s, e = a["content"][0]
                t = text[s:e]
                if "\n" in t or '"' in t[1:-1]:
                    continue
                n = len(t.split())
                if a["kind"] == "indirect" and 3 <= n <= 24:
                    w = t.removeprefix("that ")
                    if w != t or (re.match(r"(?i)(he|she|it|they|we|there|the|this|his|her|their|a|an|[A-Z])\b", t) and not t.startswith("to ")):
                        if not re.match(r"(?i)(whether|if|why|how|what|when|not|to|and|but|because)\b", w):
                            self.clauses.append(w.strip(" .,;"))
                elif a["kind"] == "direct" and t[:1] in "“\"" and t[-1:] in "”\"" and 2 <= n <= 30:
                    self.quotes.append(t[1:-1].strip(" ,.").replace("  ", " "))
                if len(a["source"]) == 1:
                    s, e = a["source"][0]
                    t = text[s:e]
                    if re.match(r"(?i)(the|a|an|some|many|several|two|three|his|her)\b", t) and len(t.split()) < 7 and "," not in t and "\n" not in t:
                        self.sources.append(t)
                    elif t.istitle() is False and re.fullmatch(r"[A-Z]?[a-z]+s", t):
                        self.groups.append(t)
        self.heads = []
        for c in self.clauses:
            m = re.match(r"(.{3,60}? (?:is|are|was|were|has|have|had|will|would|could|may)) (.{3,})", c)
            if m:
                self.heads.append((m[1], m[2]))

    def filler(self, rng):
        return rng.choice(self.plain)

    def slots(self, rng):
        """Fills for one use of a template."""
        first = lambda s: s[:1].upper() + s[1:]
        used = {}

        def fill(k):
            low = k.lower()
            if low in ("name", "short"):
                n = self.names.a_person(rng)
                if low == "short":
                    n = n.split()[-1] if rng.random() < .7 else rng.choice(self.names.acronyms + [n])
                elif rng.random() < .15:
                    n = rng.choice(("Mr. ", "Mrs. ", "Ms. ", "Dr. ", "President ", "Senator ", "Judge ", "Minister ")) + n.split()[-1]
                return n
            if low == "source":
                r = rng.random()
                t = fill("name") if r < .5 else rng.choice(self.sources) if r < .85 else self.names.an_org(rng)
            elif low == "group":
                t = rng.choice(self.groups)
            elif low in ("clause", "question"):
                t = rng.choice(self.clauses)
            elif low in ("head", "tail"):
                if "ht" not in used:
                    used["ht"] = rng.choice(self.heads)
                t = used["ht"][low == "tail"]
            elif low == "quote":
                t = rng.choice(self.quotes)
                t = t if k[0].isupper() else t[:1].lower() + t[1:] if not t.startswith("I ") else t
                return (first(t) if k[0].isupper() else t)
            elif low in ("fragment", "slogan", "title"):
                w = rng.choice(self.quotes).split()
                n = rng.randint(1, 4) if low == "fragment" else rng.randint(2, 6)
                i = rng.randrange(max(1, len(w) - n))
                t = " ".join(w[i:i + n]).strip(" .,;:!?’‘—–-")
                return t.title() if low == "title" or low == "slogan" and rng.random() < .4 else t or "enough"
            elif low == "np":
                t = rng.choice(("the", "his", "her", "a")) + " " + rng.choice(("plan", "deal", "vote", "ruling", "project", "speech", "charge", "law", "budget"))
            elif low == "vp":
                t = rng.choice(VPS)
            elif low == "age":
                return str(rng.randint(17, 93))
            elif low == "handle":
                return fill("name").split()[-1].lower() + str(rng.randint(1, 99))
            elif low == "the":
                return "The"
            else:
                raise KeyError(k)
            return first(t) if k[0].isupper() else t
        return fill

    def passage(self, rng):
        """(text, attributions as {part: [(s, e)]}) of one template."""
        t = rng.choices([t for t, _ in TEMPLATES], [w for _, w in TEMPLATES])[0]
        fill = self.slots(rng)
        while True:
            u = re.sub(r"<([^<>]*)>", lambda m: rng.choice(m[1].split("|")), t)
            if u == t:
                break
            t = u
        t = re.sub(r"\{(\w+)\}", lambda m: fill(m[1]).replace("[", "(").replace("]", ")"), t)
        out, spans, at = "", {}, 0
        for m in re.finditer(r"\[([sqc])(\d?):((?:[^\[\]])*)\]", t):
            out += t[at:m.start()]
            if m[3]:
                part = {"s": "source", "q": "cue", "c": "content"}[m[1]]
                a = spans.setdefault(m[2], {"source": [], "cue": [], "content": [], "speech": True})
                a[part].append((len(out), len(out) + len(m[3])))
            out += m[3]
            at = m.end()
        out += t[at:]
        # the second attribution of a sentence shares the first one's source
        if "2" in spans and not spans["2"]["source"] and "" in spans and spans["2"]["cue"]:
            spans["2"]["source"] = spans[""]["source"]
        return out, list(spans.values())

    def document(self, rng):
        text, found = "", []
        for _ in range(rng.randint(4, 9)):
            if rng.random() < .3:
                p, a = self.filler(rng), []
            else:
                p, a = self.passage(rng)
            if text and not text.endswith("\n") and not p.startswith("\n"):
                text += " " if rng.random() < .45 else "\n\n"
            n = len(text)
            text += p
            found += [{k: [(s + n, e + n) for s, e in v] if isinstance(v, list) else v for k, v in x.items()} for x in a]
        # the marks of one document are of one kind
        edits = augment.restyle(text, rng)
        text, move = augment.rewrite(text, edits)
        return text, [{k: [(move(s), move(e)) for s, e in v] if isinstance(v, list) else v for k, v in x.items()} for x in found]
