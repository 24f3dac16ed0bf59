"""Where articles come from: one small module for each format, one registry that is the door to all.

Nothing is imported here: what a window shows at its start comes from the library, and the patterns of all formats take longer
to compile than a page to paint.

Whatever a file or an address holds, reading it ends, within these bounds; each is told in a sentence when it is met:

a process of its own    2 GiB of memory, 60 s for each next article of a file, 120 s of an address (`worker`, `child`)
a file                  256 MiB; 64 MiB of it text, 128 MiB a mail; Markdown beyond 2 MiB is read as plain text (`files`)
files in files          3 deep, 20,000 in all, 1 GiB unpacked in all, counted before it is unpacked (`registry`)
a folder                200,000 files, each folder once, whatever links lead to it (`folders`)
a web page              300,000 elements, some 256 deep; a tag's attributes 20,000 letters long (`html_tree`)
a PDF file              5,000 pages, 10 million letters, a million on a page (`pdf`)
a feed                  2,000 entries of a file, 100 of an address; 50 feeds of a list (`feeds`, `web`)
a table, JSON           1,000 rows that give no text; 12 million values, objects looked for 12 deep (`tables`, `json_objects`)
a mail, a saved page    10,000 parts (`mail`, `mhtml`)
an address              32 MiB unpacked, 8 MiB of a page or feed; 5 redirects (`fetching`)
                        10 s to connect, 20 s for the next bytes, 60 s in all (`fetching`)

Entities of XML are never resolved, nothing that a file or page names is loaded, nothing is written, and a public address leads to
no private one (`xml_safely`, `html_tree`, `addresses`).
"""
