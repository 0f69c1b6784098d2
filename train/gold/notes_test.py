"""Tests of the notes' grammar: python -m unittest discover -s train/gold -p '*_test.py'"""

import unittest

import agreement
import notes
import stored
import texts
import views

TEXT = ("The mayor of Leeds, Ann Lee, told reporters on Monday that the city's police had \"no idea\" who attacked her husband, a retired surgeon.\n\n"
        "She will resign, said a spokesman. \u201cWe were  told,\u201d he said.\n\u201cIt is clear.\u201d Police agreed.")
NOTES = """
1: Leeds=L1 Ann Lee=P1 reporters=G1 the city=L1 police=O1 her=P1 her husband=P2
2: She=P1 a spokesman=P3
3: We=P1+P3 he=P3
4: It=0
5: Police=O1
S 1 P1 | The mayor..Lee | told | that the city's.. | to=reporters
S 2 P3 | a spokesman | said | She will resign | for=P1
S 3-4 P3 | he | said | We were told + 4:*
A 5 O1 | Police | agreed | 1:no idea | weak
R 1 P1 | mayor | L1 | head
R 1 P2 | surgeon | - | former
F 1 spouse P1 P2 | husband
V 1 assault | attacked | whom=P2 time=on Monday
N 1 O1 P2
"""
ROW = {"key": "g000", "set": "worldwide", "id": "x", "kind": "politics"}


class NotesTest(unittest.TestCase):
    def compiled(self):
        article, records, wrong = notes.read(TEXT, NOTES)
        self.assertEqual(wrong + stored.resolve(records), [])
        return stored.compile_notes(ROW, TEXT, article, records)

    def view(self):
        return views.View(ROW, TEXT, stored.laid(self.compiled(), TEXT))

    def test_mentions(self):
        v = self.view()
        self.assertEqual(v.names["P1"], ["Ann Lee"])
        self.assertEqual([v.words(m["span"]) for m in v.mentions["P1"]], ["Ann Lee", "her", "She"])
        self.assertEqual([m["kind"] for m in v.mentions["O1"]], ["noun", "noun"])
        self.assertEqual([m["none"] for m in v.gold["mentions"] if "none" in m], ["pleonastic"])

    def test_statements(self):
        v = self.view()
        got = [[v.words(p) for p in s["content"]] for s in v.gold["statements"]]
        self.assertEqual(got, [["that the city's police had \"no idea\" who attacked her husband, a retired surgeon"], ["She will resign"],
                               ["“We were told,”", "“It is clear.”"], ['"no idea"']])
        self.assertEqual([s["form"] for s in v.gold["statements"]], ["mixed", "indirect", "direct", "direct"])
        self.assertEqual([s.get("parent") for s in v.gold["statements"]], [None, None, None, 0])
        self.assertEqual([s["speaker_kind"] for s in v.gold["statements"]], ["person", "unnamed person", "unnamed person", "unnamed group"])
        self.assertEqual(v.gold["facts"][0]["statement"], 0)

    def test_other_layout(self):
        other = TEXT.replace("  ", " ").replace("\n\n", " \n")
        v = views.View(ROW, other, stored.laid(self.compiled(), other))
        self.assertEqual(v.words(v.gold["statements"][2]["content"][0]), "“We were told,”")
        with self.assertRaises(ValueError):
            stored.laid(self.compiled(), TEXT.replace("Lee", "Leo"))

    def test_views(self):
        v = self.view()
        for make in views.ALL.values():
            make(v)
        raw = TEXT.encode()
        chain = [raw[s:e].decode() for s, e in views.coref(v)["chains"][views.coref(v)["entities"].index("P2")]]
        self.assertEqual(chain, ["her husband"])

    def test_agreement(self):
        a = self.compiled()
        for layer, (both, first, second) in agreement.compare(a, a).items():
            self.assertEqual((both, both), (first, second), layer)

    def test_wrong(self):
        for line in ("1: Bob=P1", "9: x=P1", "S 1 P1 | told | that", "F 1 likes P1 P2", "V 1 assault | hit | who=P1", "X 1", "1: her=P1 him=P2 her=P3",
                     "S 2 P1 | said | She | resign | maybe"):
            self.assertTrue(notes.read(TEXT, line)[2], line)

    def test_offsets(self):
        where = texts.Offsets("é a\n—b")
        self.assertEqual([where.ink([0, 1]), where.ink([2, 3]), where.ink([4, 6])], [[0, 2], [2, 3], [3, 7]])
        self.assertEqual(where.characters([3, 7]), [4, 6])


if __name__ == "__main__":
    unittest.main()
