"""The page that lies beside a sealed file for a partner without Nivel, in three languages.

The law: it says what such a file is, how it is opened and whom to ask, and nothing of whose it is:
no name, no office, no case, no date. All three languages stand on it, whoever finds it.
"""

_PAGE = """\
MIKÄ TÄMÄ ON?

Tiedosto {file} on suljettu. Sen voi avata vain se, jolle se on tarkoitettu. Tästä sivusta ei näe,
kenen asioista siinä on kyse eikä kuka sen on tehnyt.

Jos löysit tämän: älä avaa, kopioi tai lähetä sitä. Vie se sille, jolta se tuli, tai hävitä se.

Jos tämä on sinulle:
1. Asenna ohjelma age (age-encryption.org) tai pyydä tietohallintoa asentamaan se.
2. Anna komento:  age -d -o papers.zip {file}
   Jos sait salalauseen, ohjelma kysyy sitä. Sen kerrottiin sinulle muuta tietä kuin tämä tiedosto.
   Jos lähettäjällä on sinun avaimesi:  age -d -i avain.txt -o papers.zip {file}
3. Avaa papers.zip. Hävitä se, kun et enää tarvitse sitä. Tiedot ovat salassa pidettäviä.

Tiedosto ei todista, kuka sen lähetti. Jos et odottanut sitä, soita lähettäjälle ennen kuin luotat
siihen.


VAD ÄR DET HÄR?

Filen {file} är förseglad. Bara den som den är avsedd för kan öppna den. Av den här sidan syns inte
vems ärenden det gäller eller vem som har gjort filen.

Om du har hittat den: öppna, kopiera eller skicka den inte. Lämna den till den som den kom från
eller förstör den.

Om den är till dig:
1. Installera programmet age (age-encryption.org) eller be it-stödet göra det.
2. Ge kommandot:  age -d -o papers.zip {file}
   Om du fick en lösenfras frågar programmet efter den. Den berättades för dig på annat sätt än den
   här filen kom. Om avsändaren har din nyckel:  age -d -i nyckel.txt -o papers.zip {file}
3. Öppna papers.zip. Förstör den när du inte behöver den längre. Uppgifterna är sekretessbelagda.

Filen bevisar inte vem som skickade den. Om du inte väntade dig den, ring avsändaren innan du litar
på den.


WHAT IS THIS?

The file {file} is sealed. Only whoever it is meant for can open it. This page does not tell whose
matters it is about, nor who made it.

If you found it: do not open, copy or send it. Take it to whoever it came from, or destroy it.

If it is for you:
1. Install the program age (age-encryption.org), or ask your IT support to.
2. Give the command:  age -d -o papers.zip {file}
   If you were given a passphrase, the program asks for it. It was told to you by another way than
   this file. If the sender has your key:  age -d -i key.txt -o papers.zip {file}
3. Open papers.zip. Destroy it when you no longer need it. What it says is confidential.

The file does not prove who sent it. If you did not expect it, call the sender before you trust it.
"""


def partner_page() -> str:
    """Return the page; ``{file}`` stands where the file's name goes."""
    return _PAGE
