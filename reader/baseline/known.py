"""Names that the news has every day, whose label is the same almost wherever they stand."""

from __future__ import annotations

import re

_ORGANISATIONS = """
Abu Sayyaf; Agence France-Presse; Al Arabiya; Al Jazeera; al-Nusra Front; Al-Nusra Front; al-Qaeda; Al-Qaeda; Al-Qaida;
al-Qaida; al-Shabaab; Al-Shabaab; Al-Shabab; al-Shabab; Amnesty International; Anadolu; Anadolu Agency; Ansar al-Sharia; Ansar
Allah; Arab League; Asaib Ahl al-Haq; Associated Press; Bloomberg News; Boko Haram; CENTCOM; CNN; Daesh; Deutsche Welle;
Doctors Without Borders; ECOWAS; ELN; European Union; FARC; Fatah; Free Syrian Army; Frontex; FSB; Hamas; Hashd al-Shaabi;
Hayat Tahrir al-Sham; Hezbollah; Hizb ut-Tahrir; Hizbollah; Hizbullah; Houthi; Houthis; Human Rights Watch; IAEA; IDF; IFRC;
Interfax; International Criminal Court; International Monetary Fund; Interpol; IRGC; IRNA; ISIL; ISIS; Islamic Jihad; Islamic
State; Janjaweed; Jemaah Islamiyah; JNIM; Kataib Hezbollah; KDP; Kuomintang; Lashkar-e-Taiba; Likud; Lord's Resistance Army;
Muslim Brotherhood; NATO; Northern Alliance; OCHA; OPEC; OSCE; Peshmerga; PKK; PLO; Polisario Front; Popular Mobilisation
Forces; Popular Mobilization Forces; PUK; PYD; Quds Force; Rapid Support Forces; Red Crescent; Red Cross; Reuters;
Revolutionary Guard; Revolutionary Guards; Right Sector; Save the Children; SDF; Sinn Féin; Syrian Democratic Forces; Taliban;
Tamil Tigers; Tasnim; TASS; Tehrik-i-Taliban Pakistan; Tigray People's Liberation Front; TPLF; UN; UNESCO; UNHCR; UNICEF;
UNIFIL; United Nations; UNRWA; Viet Cong; WFP; WHO; World Bank; World Food Programme; World Health Organization; World Trade
Organization; Xinhua; YPG; YPJ
"""
_CAPITALS = """
Abu Dhabi; Abuja; Accra; Addis Ababa; Algiers; Amman; Amsterdam; Ankara; Antananarivo; Ashgabat; Asmara; Astana; Asunción;
Athens; Baghdad; Baku; Bamako; Bangkok; Bangui; Banjul; Beijing; Beirut; Belgrade; Berlin; Bern; Bishkek; Bogota; Bogotá;
Brasilia; Brasília; Bratislava; Brazzaville; Brussels; Bucharest; Budapest; Buenos Aires; Bujumbura; Cairo; Canberra; Caracas;
Chisinau; Chișinău; Colombo; Conakry; Copenhagen; Dakar; Damascus; Dhaka; Djibouti; Dodoma; Doha; Dublin; Dushanbe; Freetown;
Gaborone; Guatemala City; Hanoi; Harare; Havana; Helsinki; Islamabad; Jakarta; Jerusalem; Juba; Kabul; Kampala; Kathmandu;
Khartoum; Kiev; Kigali; Kinshasa; Kuala Lumpur; Kuwait City; Kyiv; La Paz; Libreville; Lilongwe; Lima; Lisbon; Ljubljana;
Lomé; London; Luanda; Lusaka; Madrid; Malé; Managua; Manama; Manila; Maputo; Mexico City; Minsk; Mogadishu; Monrovia;
Montevideo; Moscow; Muscat; N'Djamena; Nairobi; Naypyidaw; New Delhi; Niamey; Nicosia; Nouakchott; Oslo; Ottawa; Ouagadougou;
Panama City; Paris; Phnom Penh; Podgorica; Port-au-Prince; Porto-Novo; Prague; Pretoria; Pristina; Pyongyang; Quito; Rabat;
Ramallah; Reykjavik; Riga; Riyadh; Rome; San Salvador; Sana'a; Sanaa; Sarajevo; Seoul; Skopje; Stockholm; Suva; Taipei;
Tallinn; Tashkent; Tbilisi; Tegucigalpa; Tehran; Thimphu; Tirana; Tokyo; Tripoli; Tunis; Ulaanbaatar; Vaduz; Vientiane;
Vilnius; Warsaw; Washington; Windhoek; Yamoussoukro; Yaoundé; Yerevan; Zagreb
"""
_WORDS = re.compile(r"[^\s-]+|-")


def _surfaces(names: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(_WORDS.findall(name)) for name in names.replace("\n", " ").split(";"))


LABELS = dict.fromkeys(_surfaces(_ORGANISATIONS), "ORG") | dict.fromkeys(_surfaces(_CAPITALS), "GPE")
"""The label of each surface: its words without blanks, cut at hyphens as spaCy cuts them."""
