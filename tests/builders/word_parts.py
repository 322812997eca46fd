"""The fixed parts of a Word file: styles, theme, lists, relations."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from builders.word_text import FIRST_FREE_LIST, complex_field, paragraph, run

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
OFFICE_TYPE = "application/vnd.openxmlformats"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:a="{DRAWING}/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{WORD_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{WORD_TYPE}.settings+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{WORD_TYPE}.numbering+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{WORD_TYPE}.header+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{WORD_TYPE}.footer+xml"/>'
    f'<Override PartName="/word/theme/theme1.xml" ContentType="{OFFICE_TYPE}-officedocument.theme+xml"/>'
    f'<Override PartName="/docProps/core.xml" ContentType="{OFFICE_TYPE}-package.core-properties+xml"/>'
    "</Types>"
)

PACKAGE_RELATIONS = (
    f'<Relationships xmlns="{RELATIONS}">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIONS}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)

SETTINGS = f'<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="720"/></w:settings>'

STYLES = (
    f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'
    '<w:sz w:val="16"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="22"/></w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
    '<w:style w:type="table" w:styleId="Banded"><w:name w:val="Banded"/><w:basedOn w:val="TableNormal"/>'
    '<w:tblPr><w:tblStyleRowBandSize w:val="1"/></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/>'
    "</w:tcPr></w:tblStylePr>"
    '<w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/></w:tcPr>'
    "</w:tblStylePr></w:style></w:styles>"
)

_SLOTS = (
    ("dk1", "000000"),
    ("lt1", "FFFFFF"),
    ("dk2", "44546A"),
    ("lt2", "E7E6E6"),
    ("accent1", "FF0000"),
    ("accent2", "FFC000"),
    ("accent3", "00B050"),
    ("accent4", "0070C0"),
    ("accent5", "7030A0"),
    ("accent6", "A5A5A5"),
    ("hlink", "0563C1"),
    ("folHlink", "954F72"),
)
_COLOURS = "".join(f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in _SLOTS)
_FONT = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
THEME = (
    f'<a:theme xmlns:a="{DRAWING}/main" name="Plan"><a:themeElements><a:clrScheme name="Plan">{_COLOURS}</a:clrScheme>'
    f'<a:fontScheme name="Plan"><a:majorFont>{_FONT}</a:majorFont><a:minorFont>{_FONT}</a:minorFont></a:fontScheme>'
    f'<a:fmtScheme name="Plan"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>'
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
    "</a:themeElements></a:theme>"
)


def _level(level: int, kind: str, text: str, font: str = "") -> str:
    look = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    indent = f'<w:pPr><w:ind w:left="{360 * (level + 1)}" w:hanging="360"/></w:pPr>'
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/>{indent}{look}</w:lvl>'
    )


_ABSTRACT_LISTS = (
    _level(0, "bullet", "\uf0b7", "Symbol"),
    _level(0, "decimal", "%1."),
    _level(0, "decimal", "%1"),
    _level(0, "decimal", "%1.") + _level(1, "decimal", "%1.%2"),
)


def numbering(restarts: list[int]) -> str:
    """The lists: bullets, numbers, action numbers, outline; then one that restarts for each of `restarts`."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for number, levels in enumerate(_ABSTRACT_LISTS, start=1)
    )
    plain = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(1, len(_ABSTRACT_LISTS) + 1)
    )
    restarted = "".join(
        f'<w:num w:numId="{FIRST_FREE_LIST + index}"><w:abstractNumId w:val="{kind}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for index, kind in enumerate(restarts)
    )
    return f'<w:numbering xmlns:w="{W}">{abstract}{plain}{restarted}</w:numbering>'


def document_relations(links: list[str]) -> str:
    """Relations of the main part: the fixed ones, and one for each web address."""
    fixed = (
        ("rIdStyles", "styles", "styles.xml"),
        ("rIdSettings", "settings", "settings.xml"),
        ("rIdNumbering", "numbering", "numbering.xml"),
        ("rIdTheme", "theme", "theme/theme1.xml"),
        ("rIdHeader", "header", "header1.xml"),
        ("rIdFooter", "footer", "footer1.xml"),
    )
    inside = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>' for name, kind, target in fixed
    )
    outside = "".join(
        f'<Relationship Id="rIdLink{number}" Type="{OFFICE}/hyperlink" '
        f'Target={quoteattr(address)} TargetMode="External"/>'
        for number, address in enumerate(links, start=1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{inside}{outside}</Relationships>'


def header_xml(lines: tuple[str, ...]) -> str:
    """The page header."""
    content = "".join(paragraph(run(line)) for line in lines) or "<w:p/>"
    return f"<w:hdr {NAMESPACES}>{content}</w:hdr>"


def footer_xml(lines: tuple[str, ...]) -> str:
    """The page footer, with a field for the number of the page."""
    content = "".join(paragraph(run(line)) for line in lines)
    return f"<w:ftr {NAMESPACES}>{content}{paragraph(run('Page ') + complex_field('PAGE', run('1')))}</w:ftr>"


def core(title: str) -> str:
    """Title and dates, the dates fixed."""
    stamp = '<dcterms:{0} xsi:type="dcterms:W3CDTF">2024-01-15T09:00:00Z</dcterms:{0}>'
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title>{stamp.format('created')}{stamp.format('modified')}</cp:coreProperties>"
    )
