"""Names people in one county have, by where their families come from. Every pairing is made by chance."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Background:
    """A pool of names, with what people of it may answer to the equality questions and which languages they speak."""

    ethnicity: str
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]
    language: str = ""
    weight: int = 1


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


BACKGROUNDS: tuple[Background, ...] = (
    Background(
        "White British",
        girls=_names("Olivia Amelia Isla Zoë Poppy Chloë Freya Evie Ruby Maisie Imogen Tilly Esmé Keira"),
        boys=_names("Alfie Noah Jack Archie Leo Callum Finley Toby Harvey Riley Jude Ellis Tyler Kian"),
        women=_names("Kerry Louise Hannah Stacey Gemma Rachel Leanne Becky Sophie Donna Charlotte Tara"),
        men=_names("Darren Lee Matthew Craig Stephen Ryan Gareth Shaun Martin Ben Dale Scott"),
        surnames=_names(
            "Thornley Wakerley Marlowe Pickard Hallam Bagnall Orton Cleaver Tansley Frith Garner Loxton"
            " Mear "
            "Wardle Sharrock Beeby Kirkwood Dexter Bramley Copson"
        ),
        weight=9,
    ),
    Background(
        "White Irish",
        girls=_names("Saoirse Aoife Niamh Caoimhe Róisín"),
        boys=_names("Oisín Cian Tadhg Fionn Declan"),
        women=_names("Siobhán Gráinne Maeve Orla Bríd"),
        men=_names("Eoin Ciarán Padraig Seán Diarmuid"),
        surnames=_names("O'Dwyer Keaney McGrane O'Shea Ní-Bhriain Farrelly"),
    ),
    Background(
        "Welsh",
        girls=_names("Siân Angharad Nia Carys Ffion"),
        boys=_names("Rhys Ieuan Tomos Dafydd Gethin"),
        women=_names("Eleri Rhiannon Bethan Mair Lowri"),
        men=_names("Huw Emyr Aled Gwilym Owain"),
        surnames=_names("Prydderch Gwynne Bevan-Rees Llywelyn"),
    ),
    Background(
        "White Polish",
        girls=_names("Zofia Łucja Maja Hania Oliwia"),
        boys=_names("Kacper Szymon Jaś Łukasz Filip"),
        women=_names("Agnieszka Małgorzata Beata Iwona Żaneta"),
        men=_names("Paweł Grzegorz Michał Tomasz Sławomir"),
        surnames=_names("Wójcik Kaczmarek Mazur Pająk Gołąb Dudek"),
        language="Polish",
        weight=2,
    ),
    Background(
        "White Romanian",
        girls=_names("Ioana Ștefania Bianca Mădălina"),
        boys=_names("Ștefan Andrei Vlăduț Rareș"),
        women=_names("Luminița Gabriela Raluca Crina"),
        men=_names("Costin Dragoș Mihai Sorin"),
        surnames=_names("Căruntu Bălan Ursache Țurcanu"),
        language="Romanian",
    ),
    Background(
        "Ukrainian",
        girls=_names("Solomiya Zlata Oksana Daryna"),
        boys=_names("Bohdan Nazar Taras Ostap"),
        women=_names("Nataliya Olha Yuliya Halyna"),
        men=_names("Andriy Vasyl Ihor Mykola"),
        surnames=_names("Kovalenko Hrytsenko Moroz Lysenko"),
        language="Ukrainian",
    ),
    Background(
        "Indian (Gujarati)",
        girls=_names("Anaya Diya Riya Mahi Jhanvi Krisha"),
        boys=_names("Aarav Dev Rohan Yash Nirav Vivaan"),
        women=_names("Hetal Bhavna Nisha Komal Jalpa Sejal"),
        men=_names("Jignesh Paresh Hiten Mitesh Ketan Bhavesh"),
        surnames=_names("Solanki Parmar Vaghela Chudasama Rathod Lakhani"),
        language="Gujarati",
        weight=3,
    ),
    Background(
        "Indian (Punjabi)",
        girls=_names("Simran Jasleen Harleen Kirpa"),
        boys=_names("Arjan Gurdeep Fateh Jovan"),
        women=_names("Manjit Rupinder Sukhvinder Amarjit"),
        men=_names("Balraj Kulwinder Harpreet Satnam"),
        surnames=_names("Dhaliwal Bhogal Sahota Uppal"),
        language="Punjabi",
    ),
    Background(
        "Pakistani",
        girls=_names("Aisha Zainab Hafsa Maryam Inaya"),
        boys=_names("Ibrahim Hamza Yusuf Zayn Rayyan"),
        women=_names("Shazia Nadia Rukhsana Saima Farzana"),
        men=_names("Imran Tariq Asif Naveed Shahid"),
        surnames=_names("Qureshi Mirza Chaudhry Rafiq Siddiqui"),
        language="Urdu",
        weight=2,
    ),
    Background(
        "Bangladeshi",
        girls=_names("Tahmina Nusrat Raisa Sumaiya"),
        boys=_names("Tanvir Rafi Sakib Mahin"),
        women=_names("Rehana Shirin Nazma Sultana"),
        men=_names("Abdul Shafiq Mizan Kamrul"),
        surnames=_names("Miah Uddin Choudhury Talukdar"),
        language="Bengali",
    ),
    Background(
        "Black Caribbean",
        girls=_names("Tianna Shanice Amara Kezia"),
        boys=_names("Tyrell Jaden Malachi Isaiah"),
        women=_names("Marcia Yvonne Simone Cherelle"),
        men=_names("Delroy Winston Leroy Marlon"),
        surnames=_names("Dacosta-Bailey Grantley Beckles Morrishaw Pinnock"),
        weight=2,
    ),
    Background(
        "Black African (Nigerian)",
        girls=_names("Temiloluwa Ayomide Ifeoma Adaeze"),
        boys=_names("Tobiloba Chidi Kelechi Olamide"),
        women=_names("Folake Ngozi Bukola Chiamaka"),
        men=_names("Adewale Emeka Babatunde Obinna"),
        surnames=_names("Adébáyọ̀ Okonjo Eze Olatunde Nwachukwu"),
        weight=2,
    ),
    Background(
        "Black African (Somali)",
        girls=_names("Hodan Ifrah Sahra Ayaan"),
        boys=_names("Abdirahman Liban Zakariye Mahad"),
        women=_names("Fadumo Hibo Asha Ubah"),
        men=_names("Cabdi Warsame Guled Jamac"),
        surnames=_names("Warsame Jama Egal Shire"),
        language="Somali",
    ),
    Background(
        "Arab (Syrian)",
        girls=_names("Rima Layan Joud Salma"),
        boys=_names("Karim Anas Majd Bilal"),
        women=_names("Hanan Rasha Lubna Dima"),
        men=_names("Khaled Samer Nizar Fadi"),
        surnames=_names("Haddad Al-Masri Darwish Sabbagh"),
        language="Arabic",
    ),
    Background(
        "Chinese",
        girls=_names("Mei Xin Jia Yan"),
        boys=_names("Hao Jun Wei Tao"),
        women=_names("Ling Fang Hui Lan"),
        men=_names("Chen Bo Gang Ming"),
        surnames=_names("Zhào Liáng Xú Féng"),
        language="Cantonese",
    ),
    Background(
        "White Portuguese",
        girls=_names("Inês Leonor Beatriz Íris"),
        boys=_names("João Tomás Martim Gonçalo"),
        women=_names("Conceição Fátima Graça Teresa"),
        men=_names("José Luís Nuno Rui"),
        surnames=_names("Simões Brandão Guimarães Falcão"),
        language="Portuguese",
    ),
    Background(
        "Mixed: White and Black Caribbean",
        girls=_names("Amelie Jada Skye Renée"),
        boys=_names("Kai Reuben Zachary André"),
        women=_names("Natalie Jade Monique Danielle"),
        men=_names("Jermaine Nathan Carl Reece"),
        surnames=_names("Harcourt-Lewin Mottley Ashdown Kingsbury"),
        weight=2,
    ),
    Background(
        "Gypsy, Roma or Traveller",
        girls=_names("Delilah Shakira Montana"),
        boys=_names("Levi Elijah Nelson"),
        women=_names("Priscilla Mary-Ann Britannia"),
        men=_names("Tommy Job Ezekiel"),
        surnames=_names("Loveridge Boswell Penfold"),
    ),
)

NICKNAMES = {
    "Amelia": "Millie",
    "Alfie": "Fred",
    "Charlotte": "Charlie",
    "Stephen": "Ste",
    "Matthew": "Matty",
    "Rachel": "Rach",
    "Tobiloba": "Tobi",
    "Temiloluwa": "Temi",
    "Małgorzata": "Gosia",
    "Agnieszka": "Aga",
    "Łukasz": "Lukie",
    "Siobhán": "Shiv",
    "Abdirahman": "Abdi",
    "Sukhvinder": "Sukhi",
    "Danielle": "Dani",
    "Nathan": "Nate",
    "Zachary": "Zac",
    "Maisie": "Maise",
    "Leonor": "Nónó",
    "Dafydd": "Dai",
    "Olivia": "Liv",
    "Hannah": "Han",
    "Conceição": "São",
}

STREETS = (
    "Candlewick Lane", "Lantern Close", "Teasel Road", "Halfpenny Walk", "Old Tannery Street", "Skylark Rise",
    "Marigold Avenue", "Plumtree Court", "Weavers Row", "Osier Way", "Bellfounder Street", "Damson Drive",
    "Kingfisher Mews", "Saddlers Yard", "Copper Beech Road", "Hopyard Terrace", "Larkspur Gardens", "Quarry Bank",
)  # fmt: skip
PLACES = (
    "Wexcombe",
    "Netherby St Anne",
    "Oakhurst Magna",
    "Little Harrowden",
    "Thistleford",
    "Castle Brinsby",
)
NURSERIES = ("Little Acorns Nursery", "Ladybird Nursery", "Puddleducks Pre-school")
PRIMARIES = (
    "Marigold Primary School",
    "Quarry Bank Primary School",
    "St Ethelwynn’s Primary School",
    "Osier Way Primary School",
)
SECONDARIES = ("Wexcombe Academy", "Castle Brinsby School", "Thistleford High School")
