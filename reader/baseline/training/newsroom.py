"""Sentences of invented news with places for names, by subject; `invented` makes articles of them.

`{P1}` is a person, `{P2}` another one of the same article, `{C}` a city: the letters are those of `invented`. Titles, articles
and possessives stand outside the braces, where the scheme has them.
"""

from __future__ import annotations

HEADLINES = """
{N1} and {N2} agree to reopen border after {C1} talks
{D1} troops kill {X} in raid near {C1}
{P1} wins second term in {N1} vote
Blast near {C1} market kills {X}
{M1} denies report on {C1} prison
{K1} to cut {X} jobs in {N1}
{G1} claims attack on {D1} convoy
{N1}: {P1} sworn in as prime minister
{P1} says {N1} 'will not bow' to {N2}
{U1} warns of hunger in {N1}
{D1} court jails {P1} over {K1} bribes
{B1} beat {B2} to reach final
Floods in {C1} leave thousands homeless
{T1} names {P1} as candidate for {C1} mayor
Explainer: Why {N1} and {N2} are fighting over {L1}
What we know about the {C1} attack
{P1}: the judge who took on {K1}
{N1}'s {P1} meets {N2} leader in {C1}
{C1} protests enter third week
{R1} reporter held in {N1}
""".strip().splitlines()

BYLINES = """
By {P9}
By {P9}, {R1}
By {P9} in {C1} and {P8} in {C2}
{P9} | {R1}
{C1}, {N1}
Reporting by {P9}; editing by {P8}
Photo: {P9}/{R1}
{P9} is {R1}'s correspondent in {C2}.
""".strip().splitlines()

DATELINES = """
{^C1} ({R1}) -
{^C1}, {N1} ({R1}) —
{^C1}, March 3 ({R1}) -
{C1} –
{C1}, {N1} –
{^C1} —
({R1}) -
{C1}, 14 October ({R1}) --
""".strip().splitlines()

POLITICS = """
{P1}, leader of the opposition {T1}, conceded defeat in {C1} late on Sunday.
President {P1} dismissed Prime Minister {P2} and named {P3}, a former governor of {C2}, in his place.
The {T1} won 46 of 120 seats, ahead of the {T2} and the smaller {T3}.
"{N1} has chosen," {P1} told supporters outside the party's headquarters in {C1}.
{P2} accused {P1} of buying votes in {C2} and {C3}.
The {O1} ({A1}) said turnout was 61 percent.
{A1} spokeswoman {P4} said the count in {C3} would take two more days.
A spokesman for {P1} did not answer calls from {R1}.
Analysts at the {O2} in {C1} expect the {T1} to seek a coalition with {P3}'s {T2}.
{D1} lawmakers passed the {W1} by 88 votes to 41.
The {M1} called the report "a fabrication" in a statement carried by {R2}.
Former president {P3} has lived in exile in {C4}, {N2}, since 2009.
Interior Minister {P4} ordered police to clear {F1}.
Thousands marched from {F2} to {F1}, chanting the name of jailed activist {P5}.
The vote was the first in {N1} since the {E1}.
"I don't recognise the result," said {P2}, a lawyer from {C2}.
Observers from {O3} and the {O4} said the ballot in {L1} was marred by violence.
{T1} deputy {P5} and {T2} chairwoman {P4} both declined to comment.
""".strip().splitlines()

CONFLICT = """
At least {X} soldiers were killed when {G1} fighters attacked an army post near {C1}, the {M1} said.
{G1} said in a video that it had shot down a {D1} drone over {L1}.
Residents of {C2} told {R1} that gunmen arrived on motorcycles at dawn.
"They burned everything," said {P1}, a farmer who fled to {C3}.
Col. {P2}, spokesman for the {D1} army, blamed {G1} and foreign mercenaries.
The {U1} said fighting spread to {C3}, {C4} and the outskirts of {C1}.
{N1} accuses {N2} of arming the {G2}.
{N2} has denied it; {C5} says its advisers left in May.
The {G2}, which split from {G1} in 2015, controls most of {L1}.
Mortars hit {F1} and a school run by the {O1}.
The {O2} counted {X} dead in {C1} alone.
Gen. {P3} met {D2} elders in {C4}.
{D1} warplanes struck what the {M1} called a command centre in {C2}.
A ceasefire brokered by {N3} and {O3} collapsed within hours.
Aid workers from {O1} ({A1}) were unable to reach {F2}.
{A1} has asked both sides for a corridor to {C3}.
{P4}, who heads the {O3} in {C4}, said the morgue was full.
The commander known as {P5} was captured in {L2} after the {E1}.
In {C5}, Foreign Minister {P3} summoned the {D3} ambassador.
{G1}'s leader, {P5}, was indicted by the {O4} in {C6}.
""".strip().splitlines()

MONEY = """
{K1} said on Tuesday it would buy {K2} for $2.3 billion in cash and shares.
Shares in {K1} fell 7 percent in {C1} after {R1} reported the inquiry.
{P1}, chief executive of {K1}, told {R2} the deal would close by June.
The {O1} raised its key rate to 11.5 percent to slow inflation in {N1}.
{K3}, based in {C2}, employs 4,000 people in {N1} and {N2}.
"{N1} needs investors more than they need {N1}," said {P2} of {K3}.
{K2} and {K1} declined to comment.
The {M1} awarded the contract for {F1} to {K3}, a unit of {N3}'s {K4}.
{P3}, an economist at {O2}, said the {D1} currency was overvalued.
Workers at {K2}'s plant in {C3} went on strike over pay.
A court in {C1} froze the assets of {P4}, who owns {K4} and the football club {B1}.
{N2} supplies a third of the gas that {N1} burns.
Regulators in {C4} fined {K1} for its dealings with {K4}.
{P1} joined from {K3} in 2018; before that she ran {O3}.
The pipeline from {C2} to {C3} crosses {L1} and {N3}.
""".strip().splitlines()

JUSTICE = """
{P1}, 34, of {C1}, was found guilty of plotting to bomb {F1}.
Judge {P2} sentenced {P1} to 22 years.
Prosecutors said {P1} and his brother {P3} had travelled to {N1} to join {G1}.
Defence lawyer {P4} said her client would appeal to the {O1}.
Police in {C2} arrested {P5}, a former {K1} executive, on a warrant from {N2}.
The {O2} said it had no record of {P5}'s passport.
{D1} investigators searched the offices of {K1} in {C2} and {C3}.
"Justice has been done," {P6}'s mother told {R1} outside the court in {C1}.
{P6}, a reporter for {R2}, was shot outside her home in {C4} in 2019.
{O3} ({A3}) has documented 40 such killings in {N2}.
{A3} researcher {P4} called the verdict a landmark.
{P3} is being held at {F2}, his family said.
The case against {T1} treasurer {P5} rests on bank records from {N3}.
{N3} refused to extradite {P3}, a dual {D2}-{D1} citizen.
""".strip().splitlines()

DISASTER = """
A magnitude 6.4 earthquake struck {L1} early on Friday, killing {X} people in {C1} and {C2}.
{P1}, mayor of {C1}, said rescuers could hear voices under {F1}.
The {O1} sent two planes with tents to {C3}.
Rivers burst their banks after {E1} made landfall near {C2}.
"Nobody from the government has come," said {P2}, a teacher sheltering at {F2}.
{N1}'s {M1} put the damage at $400 million.
Health Minister {P3} said the outbreak began in {C4}, near the border with {N2}.
Doctors at {F3} have treated {X} patients since Monday, {P4} of {O2} said.
{K1} shut its mine near {C3} as a precaution.
{D1} helicopters dropped food in {L2}.
{N2}, {N3} and the {U1} have offered help.
A ferry from {C5} to {C2} sank off {L3}; the {M2} opened an inquiry.
{P1} blamed {K1} for ignoring warnings by {O4}.
""".strip().splitlines()

DIPLOMACY = """
{P1} flew to {C1} for talks with {D1} counterpart {P2}.
{N1} expelled three {D2} diplomats on Thursday; {N2} promised to respond.
"{C2} must choose," {P2} told {R1}.
The {O1} voted to extend its mission in {N3} until December.
{P3}, the {U1} envoy for {N3}, briefed members in {C3}.
{N1}, {N2} and {N4} signed the {W1} in {C1} in 1994.
{C1} and {C2} have disputed {L1} since the {E1}.
A {D1} official, who asked not to be named, said {P2} had left the room.
Secretary-General {P4} of the {O2} ({A2}) urged restraint.
{A2} will meet again in {C4} in March.
{D3} foreign minister {P5} offered to host both sides in {C5}.
{R2}, citing {D2} sources, said {P1} would not attend the summit.
In a joint statement, {N4} and the {U2} condemned the arrest of {P6}.
{P1} also laid a wreath at {F1} and met {K1} chairman {P6}.
{N2}'s ambassador to {N1}, {P5}, called it "a bad day for {L2}".
""".strip().splitlines()

SPORT = """
{P1} scored twice as {B1} beat {B2} 3-1 at {F1} on Saturday.
{B2} coach {P2} blamed the referee, {P3} of {N1}.
{N1} will play {N2} in the final in {C1}.
{P4} of {N3} won the 10,000 metres at the {E1} in {C2}.
"{B1} never stopped running," {P2} said.
{P5}, on loan from {B3}, was sent off for a foul on {P1}.
The {O1} banned {B3} for two matches.
{D1} champion {P6} beat {P4} in straight sets to reach the last eight of the {E2}.
{P2} took over from {P6} at {B2} in June.
{B1}, owned by {K1}, signed the {D2} striker for $12 million.
""".strip().splitlines()

CULTURE = """
{P1} won the {W1} for her film about the {E1}.
The novelist {P2}, born in {C1} to {D1} parents, died in {C2} at 81.
{R1} first published {P2}'s essays on {L1}.
"{P2} wrote about {C1} as if it were {C3}," said {P3} of {O1}.
{P4}, who teaches {D2} history at {O2}, found the manuscript in {F1}.
The singer {P5} cancelled concerts in {N1} and {N2}.
{F2} in {C4} will show 60 works by {P4} until May.
{O2} professor {P3} said {D2} and {D1} pilgrims shared the shrine.
{K1} bought the rights to {W2} from {P1}.
""".strip().splitlines()

SUBJECTS = (POLITICS, CONFLICT, MONEY, JUSTICE, DISASTER, DIPLOMACY, SPORT, CULTURE)
