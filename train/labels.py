"""The labels of the network, and what each data set's own types allow."""

NAME_TYPES = ["PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE",
              "DATE", "MONEY"]
PARTS = ["source", "cue", "content"]
# 0 is O; of kind k (a type of name, a part), 1+4k begins a span, 2+4k goes on with it, 3+4k ends it, and 4+4k is a span of one word
BEGIN, INSIDE, END, SINGLE = 1, 2, 3, 4

PLACE = ("GPE", "LOC", "FAC")
REST = ("NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE")
ANY = None  # the set says nothing that we can use

# for each set: what its types may be in ours, and the types of ours that it leaves unmarked ("O" may hide them)
SETS = {
    "worldwide": ({"Person": ("PERSON",), "Location": ("GPE", "LOC"), "Organization": ("ORG",), "NORP": ("NORP",),
                   "Date": ("DATE",), "Money": ("MONEY",), "Facility": ("FAC",), "Product": ("PRODUCT",),
                   "Misc": ("EVENT", "WORK_OF_ART", "LAW", "LANGUAGE")}, ()),
    "men": ({"PERSON": ("PERSON",), "ORGANIZATION": ("ORG",), "LOCATION": ("GPE", "LOC"), "FACILITY": ("FAC",),
             "NORP": ("NORP",), "EVENT": ("EVENT",), "LAW": ("LAW",), "PRODUCT": ("PRODUCT",),
             "WORK_OF_ART": ("WORK_OF_ART",)}, ("DATE", "MONEY", "LANGUAGE")),
    "wikigold": ({"PER": ("PERSON",), "ORG": ("ORG",), "LOC": PLACE, "MISC": REST}, ("DATE", "MONEY")),
    "crossner_politics": ({"politician": ("PERSON",), "person": ("PERSON",), "politicalparty": ("ORG",),
                           "organisation": ("ORG",), "election": ("EVENT",), "event": ("EVENT",),
                           "country": ("GPE",), "location": PLACE, "misc": REST}, ("DATE", "MONEY")),
    "crossner_literature": ({"writer": ("PERSON",), "person": ("PERSON",), "book": ("WORK_OF_ART",),
                             "poem": ("WORK_OF_ART",), "magazine": ("ORG", "WORK_OF_ART"),
                             "organisation": ("ORG",), "event": ("EVENT",), "country": ("GPE",), "location": PLACE,
                             "award": ANY, "literarygenre": ANY, "misc": REST}, ("DATE", "MONEY")),
    "crossner_music": ({"musicalartist": ("PERSON",), "person": ("PERSON",), "band": ("ORG",),
                        "album": ("WORK_OF_ART",), "song": ("WORK_OF_ART",), "organisation": ("ORG",),
                        "event": ("EVENT",), "country": ("GPE",), "location": PLACE, "award": ANY,
                        "musicgenre": ANY, "musicalinstrument": ANY, "misc": REST}, ("DATE", "MONEY")),
    "gum": ({"person": ("PERSON",), "place": PLACE, "organization": ("ORG",), "event": ("EVENT",),
             "time": ANY, "abstract": ANY, "object": ANY, "substance": ANY, "animal": ANY, "plant": ANY},
            REST + ("DATE", "MONEY")),
    "gmb": ({"geo": PLACE, "gpe": ("NORP", "GPE"), "org": ("ORG",), "per": ("PERSON",), "tim": ANY, "art": ANY, "eve": ANY,
             "nat": ANY}, REST + ("DATE", "MONEY", "FAC")),
    "btc": ({"PER": ("PERSON",), "ORG": ("ORG",), "LOC": PLACE}, REST + ("DATE", "MONEY")),
    "wnut17": ({"person": ("PERSON",), "location": PLACE, "corporation": ("ORG",), "group": ("ORG", "NORP"), "product": ("PRODUCT",),
                "creative-work": ("WORK_OF_ART",)}, ("ORG", "NORP", "EVENT", "LAW", "LANGUAGE", "DATE", "MONEY")),
    "re3d": ({"Person": ("PERSON",), "Organisation": ("ORG",), "Location": PLACE, "Nationality": ("NORP",)},
             REST + ("DATE", "MONEY", "FAC")),
}


# and what the gold of our own says
GOLD = ({"PERSON": ("PERSON",), "ORG": ("ORG",), "GPE": ("GPE", "LOC"), "FAC": PLACE, "NORP": ("NORP", "ORG"), "WORK_OF_ART": ("WORK_OF_ART", "LAW", "ORG"),
              "EVENT": ("EVENT",), "PRODUCT": REST}, REST + ("DATE", "MONEY"))

# what the library's own readings say, where they stand in for an annotation
LIBRARY = ({t: (t,) for t in NAME_TYPES}, ("DATE", "MONEY"))


def count(kinds):
    """How many labels there are for so many kinds."""
    return 1 + 4 * kinds


def label(place, kind):
    """The label of a word at that place of a span of the kind."""
    return place + 4 * kind


def of_span(n, kind):
    """The labels of the n words of a span."""
    return [label(SINGLE, kind)] if n == 1 else [label(BEGIN, kind), *[label(INSIDE, kind)] * (n - 2), label(END, kind)]


def place(y):
    """The place in a span of the label y, which is not 0."""
    return (y - 1) % 4 + 1
