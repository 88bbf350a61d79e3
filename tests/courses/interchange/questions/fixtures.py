"""Small question files of our own, one of every format, and archives made to break a reader."""

import io
import zipfile
from collections.abc import Iterable

from openpyxl import Workbook

GIFT = """\
$CATEGORY: $course$/top/Anatomy/Hand

// [id:carpal-8] [tag:bones] [tag:hand]
::Carpal bones::How many carpal bones are there?{#
    =8 #Right.
    =%50%8:1 #Close.
    ~#Count again.
####Two rows of four.}

::Scaphoid::[html]<p>The <b>scaphoid</b> lies&hellip;</p>{
    =on the thumb's side#Right\\: radial.
    ~%-50%on the little finger's side
    ~[markdown]in the *middle*
}

Match bone and row.{=Scaphoid -> proximal =Hamate -> distal = -> neither}

The pisiform is the {=smallest ~largest} carpal bone.

The thumb has three phalanges.{F#It has two.#Right.}

Which are in the distal row?{~%50%hamate ~%50%capitate ~%-100%lunate}

Name the bone under the thumb.{=trapezium =%80%trapez*}

Describe a carpal tunnel.{}

This is only a note.
"""
MOODLE = """\
<?xml version="1.0" encoding="UTF-8"?>
<quiz>
 <question type="category"><category><text>$course$/Safety</text></category></question>
 <question type="multichoice"><name><text>Red flags</text></name>
  <questiontext format="html"><text><![CDATA[<p>Stop for <script>alert(1)</script>which?</p>]]>
  </text></questiontext><penalty>0.3333333</penalty><single>false</single>
  <answer fraction="50"><text>Fever</text><feedback><text>Yes</text></feedback></answer>
  <answer fraction="50"><text>Night pain</text></answer>
  <answer fraction="-100"><text>Yawning</text></answer>
  <tags><tag><text>safety</text></tag></tags></question>
 <question type="numerical"><name><text>Pulse</text></name>
  <questiontext format="markdown"><text>Beats in a *minute* at 1 a second?</text></questiontext>
  <answer fraction="100"><text>60</text><tolerance>2</tolerance></answer>
  <units><unit><multiplier>1</multiplier><unit_name>bpm</unit_name></unit></units></question>
 <question type="cloze"><name><text>Gaps</text></name>
  <questiontext format="html"><text>The {2:MC:=hip~knee} has {1:NM:=1:0} head, in the
   {1:SAC:=Acetabulum~%50%socket}.</text></questiontext></question>
 <question type="ordering"><name><text>Steps</text></name>
  <questiontext><text>Order them.</text></questiontext>
  <answer fraction="2"><text>Then</text></answer><answer fraction="1"><text>First</text></answer>
 </question>
 <question type="calculated"><name><text>Sum</text></name></question>
</quiz>
"""
QTI2 = """\
<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="hip" title="Hip"
  adaptive="false" timeDependent="false">
 <responseDeclaration identifier="R" cardinality="single" baseType="identifier">
  <correctResponse><value>B</value></correctResponse></responseDeclaration>
 <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
 <itemBody><p>See <img src="img/hip.png" alt="a hip"/></p>
  <choiceInteraction responseIdentifier="R" shuffle="true" maxChoices="1">
   <prompt>Which joint?</prompt>
   <simpleChoice identifier="A">Hinge<feedbackInline outcomeIdentifier="F" identifier="A"
     showHide="show">No: the elbow.</feedbackInline></simpleChoice>
   <simpleChoice identifier="B">Ball and socket</simpleChoice>
  </choiceInteraction></itemBody>
 <responseProcessing
  template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>
</assessmentItem>
"""
QTI3 = """\
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="two"
  title="Two">
 <qti-response-declaration identifier="R1" cardinality="single" base-type="string">
  <qti-mapping><qti-map-entry map-key="radius" mapped-value="2" case-sensitive="false"/>
  <qti-map-entry map-key="ulna" mapped-value="1" case-sensitive="false"/></qti-mapping>
 </qti-response-declaration>
 <qti-response-declaration identifier="R2" cardinality="multiple" base-type="directedPair">
  <qti-correct-response><qti-value>L1 X</qti-value><qti-value>L2 Y</qti-value>
  </qti-correct-response></qti-response-declaration>
 <qti-item-body><p>The <qti-text-entry-interaction response-identifier="R1"/> turns.</p>
  <qti-match-interaction response-identifier="R2" shuffle="true"><qti-prompt>Match.</qti-prompt>
   <qti-simple-match-set>
    <qti-simple-associable-choice identifier="L1">One</qti-simple-associable-choice>
    <qti-simple-associable-choice identifier="L2">Two</qti-simple-associable-choice>
   </qti-simple-match-set><qti-simple-match-set>
    <qti-simple-associable-choice identifier="X">I</qti-simple-associable-choice>
    <qti-simple-associable-choice identifier="Y">II</qti-simple-associable-choice>
    <qti-simple-associable-choice identifier="Z">III</qti-simple-associable-choice>
   </qti-simple-match-set></qti-match-interaction></qti-item-body>
</qti-assessment-item>
"""
MANIFEST = """\
<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>
 <resource identifier="a" type="imsqti_item_xmlv2p1" href="items/hip.xml"/>
 <resource identifier="b" type="imsqti_item_xmlv2p1" href="items/gone.xml"/>
</resources></manifest>
"""
AIKEN = """\
Which bone is the longest?
A. Tibia
B) Femur
ANSWER: B

Which is the smallest?
A. Stapes
B. Incus
ANSWER: C
"""
CSV = """\
type;stem;choice 1;choice 2;right;accepted answers;tolerance;mood
single;Which is longer?;Femur;Tibia;1;;;
numeric;How many ribs?;;;;24;1;happy
single;Which is shorter?;Femur;Tibia;3;;;
essay;Describe a rib.;;;;;;
"""
PNG = b"\x89PNG\r\n\x1a\n" + bytes(30)
Entries = Iterable[tuple[str, bytes]]


def zipped(entries: Entries) -> bytes:
    """Return a zip of entries."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def package() -> bytes:
    """Return a QTI package with a picture, and an item that its list names but it does not hold."""
    return zipped([
        ("imsmanifest.xml", MANIFEST.encode()), ("items/hip.xml", QTI2.encode()),
        ("items/img/hip.png", PNG), ("items/two.xml", QTI3.encode()),
    ])  # fmt: skip


def workbook(rows: Iterable[Iterable[object]]) -> bytes:
    """Return an XLSX file of rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Any")
    for row in rows:
        sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def patched(name: str, content: bytes) -> bytes:
    """Return an XLSX file with one of its parts replaced."""
    with zipfile.ZipFile(io.BytesIO(workbook([["type", "stem"], ["text", "x"]]))) as archive:
        parts = [(part, archive.read(part)) for part in archive.namelist() if part != name]
    return zipped([*parts, (name, content)])


OURS = {
    "gift": GIFT.encode(),
    "moodle-xml": MOODLE.encode(),
    "qti": QTI3.encode(),
    "csv": CSV.encode(),
    "aiken": AIKEN.encode(),
    "missing-word": b"The {=hip ~knee} is a ball and socket joint.",
    "cloze": b"The {1:MC:=hip~knee} has {1:NUMERICAL:=1:0} head.",
}
