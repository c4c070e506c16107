"""A sheet as rows, and what is wrong with it, by file and line."""

from pathlib import Path

import pytest

from simulator.errors import FlowError
from simulator.exchange.csv_sheet import read_sheet


def sheet(folder: Path, text: str | bytes) -> str:
    file = folder / "menus.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(file)


def test_a_sheet_as_a_spreadsheet_program_writes_it(tmp_path: Path) -> None:
    text = (
        '\ufeffMenu;Press;Goes to;Text;Notes\r\nMain;;;"Hello;\r\nyou";\r\n;1;Sales;;old\r\n;;;;\r\n;Timeout;Desk;;\r\n'
    )
    rows = read_sheet(sheet(tmp_path, text))
    assert [(row.line, row.menu, row.key, row.cell("destination"), row.cell("prompt")) for row in rows] == [
        (3, "Main", "greeting", "", "Hello;\r\nyou"),
        (4, "Main", "1", "Sales", ""),
        (6, "Main", "silence", "Desk", ""),
    ]
    assert [(item.fate, item.place, item.field) for row in rows for item in row.finish()] == [
        ("carried", "line 3", "menu"),
        ("carried", "line 3", "prompt"),
        ("carried", "line 4", "key"),
        ("carried", "line 4", "destination"),
        ("not carried", "line 4", "notes"),
        ("carried", "line 6", "key"),
        ("carried", "line 6", "destination"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ":1:1: the first row names no menu, key and destination; a sheet has the columns menu, key, destination"),
        ("menu,key\n", ":1:1: the first row names no destination; a sheet has the columns"),
        ("menu,key,destination\n,1,Sales\n", ":2:1: the first row names no menu"),
        (
            "menu,key,destination\nMain,1,Sales\nMain,2,x\nMain,1,Desk\n",
            ":4:1: key '1' of 'Main' is listed twice, first on line 2",
        ),
        ("menu,key,destination\nMain,i,Sales\nMain,wrong key,x\n", ":3:1: key 'wrong key' of 'Main' is listed twice"),
        ("menu,key,destination\nMain,1,Sales,,more\n", ":2:1: has 5 cells; the first row names 3 columns"),
        ('menu,key,destination\nMain,1,"Sales\n', ":2:1: is not CSV: unexpected end of data"),
        (b"menu,key,destination\nMain,1,\xff\n", ": is not UTF-8: byte 29 is 0xff"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str | bytes, said: str, tmp_path: Path) -> None:
    file = sheet(tmp_path, text)
    with pytest.raises(FlowError) as caught:
        read_sheet(file)
    assert str(caught.value).startswith(f"{file}{said}")
