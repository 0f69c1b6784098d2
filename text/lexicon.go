package text

import "strings"

// The closed lists that the rules read. Keys are written without the final
// full stop; lists whose comment does not say otherwise tell capitals apart.

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// titles stand before a name and never end a sentence.
var titles = set(`Mr Mrs Ms Mx Dr Drs Prof Profs Messrs Mme Mmes Mlle Fr Gen Gens Lt Col Cols Cmdr Cdr Comdr Capt Maj Sgt Sgts Cpl Pfc Pvt Adm
	Brig Ens Gov Govs Lieut Sen Sens Rep Reps Pres Hon Rev Revd Supt Insp Det Cllr Amb Atty Sr. Dir Ald Asst Dep Commr
	MR MRS MS DR PROF GEN LT COL CAPT MAJ SGT ADM GOV SEN REP HON REV
	St Ste Mt Mts Ft Sto Sta`)

// months, where a digit follows, go on.
var months = set(`Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun`)

// ambiguous abbreviations end a sentence where what follows looks like a start.
var ambiguous = set(`Inc Corp Co Cos Ltd Bros Jr Sr Jnr Snr Esq Plc PLC Pty Cie SpA Mfg Dept Univ Assn Intl Natl Govt Bldg Ave Blvd Rd Pkwy Hwy
	Ph.D PhD Phil M.Phil Ed.D Psy.D LL.B LL.M D.Phil M.Ed B.Sc M.Sc
	Ala Ariz Ark Calif Colo Conn La W.Va N.Mex Del Fla Ga Ill Ind Kan Kans Ky Mass Md Mich Minn Miss Mont Neb Nebr Nev Okla Ore
	Pa Penn Tenn Tex Va Vt Wash Wis Wisc Wyo Ont Que Sask Alta
	INC CORP LTD JR SR PVT`)

// abbreviations of common words, in lower case; they end no sentence before a lower-case word.
var abbreviations = set(`etc al vs v cf e.g i.e viz ca approx appt apt dept est ext esp incl excl max min misc tel temp
	hr hrs sec secs mins ft lb lbs oz kg km cm mm mi mph sq yd yds pt pts doz
	inc corp co ltd jr sr jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m am pm b c d r m f
	bros dist div gov govt hon prof univ assn ave blvd rd st`)

// beforeNumber, in lower case, end no sentence before a number.
var beforeNumber = set(`no nos p pp vol vols fig figs art arts sec secs ch chap para paras ex op nr rm rev ver cl reg ref eq sect
	ed eds vs`)

// afterClock are words that go on behind "a.m.".
var afterClock = set(`EST EDT ET PT PST PDT CST CDT CT MST MDT MT GMT UTC BST CET CEST IST JST AEST Eastern Pacific Central Mountain Greenwich
	Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun Tues Thurs
	January February March April May June July August September October November December
	Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec`)

// starters are words of closed classes, which have a capital only where a sentence starts.
var starters = set(`The A An This That These Those It Its It's It’s He She They We You I His Her Their Our My Your There Here
	I'm I’m I've I’ve I'll I’ll He's He’s She's She’s They're They’re We're We’re You're You’re That's That’s There's There’s
	And But Or Nor So Yet For If When While As Although Though Because Since Unless Until Once Whether Whereas Before After During
	In On At By From With Without Within To Of Into Under Over Between Among Against Despite Through Throughout Across Along About Above Below
	Beyond Toward Towards Upon Via Per Amid Like Unlike Following According Due Given Instead
	Who What Where Why How Which Whose Whom Whoever Whatever
	However Meanwhile Moreover Furthermore Also Then Thus Therefore Still Now Today Yesterday Tomorrow Later Earlier Soon Even Only Just Perhaps Maybe
	Indeed Nevertheless Nonetheless Otherwise Additionally Finally Recently Currently Previously Last Next
	All Some Many Most Both Each Every Any No None Not Several Few More Other Others Another Such Neither Either One Two Three Four Five
	Is Are Was Were Do Does Did Have Has Had Can Could Will Would Should May Might Must Please Let Let's Let’s Don't Don’t
	Asked Yes Well Oh Okay`)

// shortWords are words of two letters, so that a stop behind them is no abbreviation's.
var shortWords = set(`it me us is am do so to up in on no go he we be my of as by at or if an ok`)

// endings are abbreviations that may end a sentence even before a number.
var endings = set(`etc al a.m p.m am pm inc corp co ltd jr sr`)

var emoticons = set(`:) :-) :( :-( ;) ;-) :D :-D :P :-P :p :/ :-/ <3 =) =( ^^ ^_^ XD xD :o :O`)

var pronouns = set(`he she they we I it you He She They We It You`)

var interrogatives = set(`what who where why how when which whose`)

// sayingVerbs introduce or follow what somebody said, in lower case.
var sayingVerbs = set(`said says say saying asked asks ask asking added adds add adding told tells tell telling replied replies reply
	continued continues continue answered answers wrote writes write writing tweeted tweets posted posts
	stated states state explained explains explain noted notes note reported reports report declared declares
	announced announces argued argues insisted insists warned warns claimed claims recalled recalls
	concluded concludes remarked remarks observed observes quipped joked shouted shouts cried cries whispered
	exclaimed wondered wonders demanded demands responded responds commented comments testified testifies
	read reads reading quoted quotes went goes conceded acknowledged admitted stressed emphasised emphasized reiterated urged`)
