"""Quotation marks: where quoted text begins and ends.

The Go library has the same scanner (package text); the two are compared by a
golden file. Works on characters, linear in the length of the text.
"""

import re

OPEN, CLOSE = 1, -1

OPENERS = set("“„‟«")
CLOSERS = set("”»")
SINGLES = set("‘’'‛‹›")
PUNCT = set(".,!?…;:-—–")
# Words that begin with an apostrophe, and decades.
ELISION = re.compile(r"(?:tis|twas|em|til|till|cause|n|round|bout|cos|\d\ds?)\b", re.I)
LOOKAHEAD = 1500  # characters searched for the end of a single-quoted passage


def _before(text, i):
    """Whether a quotation may open after the character before i."""
    return i == 0 or text[i - 1].isspace() or text[i - 1] in "([{—–-/\"“”„«‘'`"


def _single_close(text, i):
    """The place of the mark that closes the single mark at i, or -1."""
    fallback = -1
    for j in range(i + 2, min(len(text), i + LOOKAHEAD)):
        c = text[j]
        if c == "\n" and j + 1 < len(text) and text[j + 1] == "\n":
            break
        if c not in SINGLES or text[j - 1].isspace():
            continue
        if j + 1 < len(text) and (text[j + 1].isalnum() or text[j + 1] in SINGLES):
            continue
        if text[j - 1] in "sS" and j + 2 < len(text) and text[j + 1] == " " and text[j + 2].islower():
            fallback = j if fallback < 0 else fallback  # perhaps a plural's possessive
            continue
        return j
    return fallback


def scan(text):
    """The marks of the text as (start, end, OPEN or CLOSE, nested), in order."""
    out = []
    double = False  # inside double marks
    close_at = -1  # where the single-quoted passage that we are in ends
    i, n = 0, len(text)
    while i < n:
        c = text[i]
        if c == "\n":
            j = i + 1
            while j < n and text[j] in " \t\r":
                j += 1
            if j < n and text[j] == "\n":
                double, close_at = False, -1
            i += 1
            continue
        width = 2 if c in "`'" and i + 1 < n and text[i + 1] == c else 1
        nxt = text[i + width] if i + width < n else " "
        if c == '"' or width == 2 or c in OPENERS or c in CLOSERS or c == "＂":
            after_space = i == 0 or text[i - 1].isspace()
            kind = 0
            if c in OPENERS:
                wrong = double and not after_space and (nxt.isspace() or nxt in PUNCT)
                kind = CLOSE if wrong else OPEN
            elif c in CLOSERS:
                kind = CLOSE if double else OPEN if after_space and nxt.isalnum() else 0
            elif c == "`":
                kind = OPEN
            elif double:
                # a mark at the start of a line opens again, whatever came before
                line_start = i == 0 or text[i - 1] == "\n"
                kind = OPEN if line_start and not nxt.isspace() else CLOSE
            elif not nxt.isspace() and not (i and text[i - 1].isdigit()):
                kind = OPEN
            if kind:
                out.append((i, i + width, kind, close_at >= 0))
                double = kind == OPEN
            i += width
            continue
        if c in SINGLES:
            if i == close_at:
                out.append((i, i + 1, CLOSE, double))
                close_at = -1
            elif close_at < 0 and c != "›" and _before(text, i) and (nxt.isalnum() or nxt in "([…$£€") \
                    and not ELISION.match(text, i + 1):
                j = _single_close(text, i)
                if j >= 0:
                    out.append((i, i + 1, OPEN, double))
                    close_at = j
        i += 1
    return out


OUTSIDE, INSIDE, OPENING, CLOSING = range(4)


def states(text, words):
    """For each word (start, end), where it stands: outside, inside, or part of an outer mark."""
    marks = [m for m in scan(text) if not m[3]]
    out, k, inside = [], 0, False
    last = 0
    for s, e in words:
        # a blank line ends a quotation whose mark was never closed
        if inside and BLANK.search(text, last, s):
            inside = False
        last = e
        while k < len(marks) and marks[k][1] <= s:
            inside = marks[k][2] == OPEN
            k += 1
        if k < len(marks) and marks[k][0] < e:
            out.append(OPENING if marks[k][2] == OPEN else CLOSING)
            inside = marks[k][2] == OPEN
        else:
            out.append(INSIDE if inside else OUTSIDE)
    return out


BLANK = re.compile(r"\n[ \t\r]*\n")
