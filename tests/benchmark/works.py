"""What is measured: the data, our commands, their peers, and what is to be reached."""

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

here = Path(__file__).resolve().parent
root = here.parent.parent


@dataclass
class Command:
    key: str
    name: str
    words: list
    data: str
    rows: int
    files: list
    scratch: Path
    ours: bool = False
    fine: tuple = (0,)
    environment: dict = field(default_factory=dict)
    before: Callable = lambda: None
    after: Callable = lambda: None
    keep: bool = False  # what it prints, for `after` to look at

    @property
    def folder(self):
        return self.scratch

    @property
    def log(self):
        return self.scratch / f"{self.key}.log"

    def bytes(self):
        return sum(file.stat().st_size for file in self.files)

    def prepare(self):
        self.scratch.mkdir(parents=True, exist_ok=True)
        self.before()

    def check(self):
        self.after()


@dataclass
class Claim:
    text: str
    most: float
    value: Callable  # from results by key


@dataclass
class Work:
    name: str
    title: str
    commands: list
    claims: list


def names():
    return [name.removeprefix("work_") for name in vars(Bench) if name.startswith("work_")]


def wall(key, other):
    return lambda results: results[key].median("wall") / results[other].median("wall")


class Bench:
    def __init__(self, bin_folder, data, share):
        self.bin, self.data, self.share = bin_folder, data, share
        self.scratch = data / "scratch"

    def work(self, name):
        return getattr(self, f"work_{name}")()

    def rows(self, full):
        return int(full * self.share)

    # ---- data, made once -------------------------------------------------------------------------------------------

    def made(self, name, make):
        """The folder of some data; half-made data is made anew."""
        folder = self.data / name
        if not folder.exists():
            part = self.data / (name + ".part")
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir(parents=True)
            print(f"making {name} ...", flush=True)
            make(part)
            part.rename(folder)
        return folder

    def client_level(self, rows, flaws=0.0):
        name = f"client_level-{rows}" + (f"-{flaws:g}" if flaws else "")
        folder = self.made(name, lambda part: subprocess.run(
            [self.bin / "pilotage-generate", "--site", "cld", "--rows", str(rows), "--seed", "1", "--flaws", str(flaws), part],
            check=True, stdout=subprocess.DEVNULL))
        return folder / "client_level_data.csv"

    def client_level_xml(self, rows, flaws=0.0):
        """The same records as XML, for validators that read nothing else."""
        csv = self.client_level(rows, flaws)
        folder = self.made(csv.parent.name + "-xml", lambda part: subprocess.run(
            [self.bin / "benchmark_data", "client-level-xml", csv, part / "records.xml", part / "records.xsd"], check=True))
        return folder / "records.xml", folder / "records.xsd"

    # ---- our commands ----------------------------------------------------------------------------------------------

    def store(self):
        return self.scratch / "store.sqlite"

    def fresh_store(self):
        for file in self.scratch.glob("store.sqlite*"):
            file.unlink()
        (self.scratch / "store.key").unlink(missing_ok=True)
        subprocess.run([self.bin / "pilotage", "init", self.store(), "--study", here / "study.toml", "--key",
                        self.scratch / "store.key"], check=True, stdout=subprocess.DEVNULL)

    def accepted(self, rows):
        def look():
            accepted = subprocess.run(
                ["sqlite3", self.store(), "SELECT read, accepted + left_out + duplicate + rejected FROM submission"],
                check=True, capture_output=True, text=True).stdout.split()
            if accepted != [f"{rows}|{rows}"]:
                raise SystemExit(f"the store holds {accepted}, not {rows} rows")
        return look

    def ingest(self, rows, flaws=0.0):
        file = self.client_level(rows, flaws)
        return Command("ingest", "`pilotage ingest`, everything on",
                       [self.bin / "pilotage", "ingest", "--store", self.store(), "--key", self.scratch / "store.key", "--site",
                        "council", "--period", "2012-13", file],
                       f"CSV, {rows:,} rows", rows, [file], self.scratch, ours=True, fine=(0, 1), before=self.fresh_store,
                       after=self.accepted(rows))

    def check(self, rows, flaws=0.0, key="check", data=None):
        file = self.client_level(rows, flaws)
        return Command(key, "`pilotage check`: its schema, normalising and the rules",
                       [self.bin / "pilotage", "check", "--plugin", "cld", file],
                       data or f"CSV, {rows:,} rows", rows, [file], self.scratch, ours=True, fine=(0, 1))

    def validate(self, rows):
        file = self.client_level(rows)
        return Command("validate", "`pilotage validate`: its schema alone",
                       [self.bin / "pilotage", "validate", "--schema", root / "schemas" / "cld.xsd", file],
                       f"CSV, {rows:,} rows", rows, [file], self.scratch, ours=True)

    # ---- works -----------------------------------------------------------------------------------------------------

    def work_csv(self):
        rows = self.rows(1_000_000)
        file = self.client_level(rows)
        data = f"CSV, {rows:,} rows"
        plain = self.scratch / "peer.sqlite"
        fresh = lambda: plain.unlink(missing_ok=True)
        peers = [
            Command("import", "`sqlite3 .import`, untyped, unchecked", ["sqlite3", plain, ".mode csv", f".import {file} t"],
                    data, rows, [file], self.scratch, before=fresh),
            Command("ogr", "`ogr2ogr` to SQLite", ["ogr2ogr", "-f", "SQLite", plain, file], data, rows, [file], self.scratch,
                    before=fresh, environment={"CPL_LOG": "/dev/null"}),
            Command("script", "a script: csv, lxml with the schema, sqlite3",
                    ["/usr/bin/python3", here / "peers" / "validate_and_load.py", file, self.client_level_xml(rows)[1], plain], data, rows,
                    [file], self.scratch, before=fresh),
        ]
        return Work("csv", f"Ingest of a client-level file of {rows:,} rows", [self.ingest(rows), *peers], [
            Claim("ours to `sqlite3 .import`", 1 / 2, wall("ingest", "import")),
            Claim("ours to `ogr2ogr`", 1 / 4, wall("ingest", "ogr")),
        ])

    def sax2(self, rows, flaws=0.0, key="sax2", data=None):
        xml, xsd = self.client_level_xml(rows, flaws)
        return Command(key, "Xerces-C SAX2 with schema, the same records as XML", [self.bin / "benchmark_sax2", xsd, xml],
                       data or f"CSV, {rows:,} rows", rows, [xml], self.scratch, fine=(0, 1))

    def work_check(self):
        rows = self.rows(1_000_000)
        return Work("check", f"Check of the same file against its schema, {rows:,} rows",
                    [self.validate(rows), self.sax2(rows),
                     self.check(rows, data=f"CSV, {rows:,} rows, and the rules")],
                    [Claim("`pilotage validate` to Xerces-C", 1 / 10, wall("validate", "sax2"))])

    def work_visits(self):
        folder = self.made(f"visits-{self.share:g}", lambda part: subprocess.run(
            [self.bin / "benchmark_data", "visits", str(self.rows(1_700_000)), part / "visits.xml", part / "visits.xsd"], check=True))
        xml, xsd = folder / "visits.xml", folder / "visits.xsd"
        rows, data = self.rows(1_700_000), f"XML, {xml.stat().st_size / 1e6:,.0f} MB"
        return Work("visits", f"Validation of {rows:,} home-care visits as XML", [
            Command("validate", "`pilotage validate`", [self.bin / "pilotage", "validate", "--schema", xsd, xml], data, rows, [xml],
                    self.scratch, ours=True),
            Command("xmllint", "`xmllint --stream --schema`", ["xmllint", "--noout", "--stream", "--schema", xsd, xml], data, rows,
                    [xml], self.scratch),
            Command("sax2", "Xerces-C SAX2 with schema", [self.bin / "benchmark_sax2", xsd, xml], data, rows, [xml], self.scratch),
        ], [Claim("ours to `xmllint`", 1 / 8, wall("validate", "xmllint"))])

    def work_faults(self):
        rows = self.rows(1_000_000)
        return Work("faults", f"Check of files with faults, {rows:,} rows", [
            self.check(rows, key="clean", data="no fault"),
            self.check(rows, 0.1, key="tenth", data="a fault in every tenth record"),
            self.check(rows, 1.0, key="all", data="a fault in every record"),
            self.sax2(rows, 1.0, data="a fault in every record"),
        ], [
            Claim("a fault in every tenth record to the clean file", 2, wall("tenth", "clean")),
            Claim("a fault in every record, ours to Xerces-C", 1, wall("all", "sax2")),
        ])

    def work_growth(self):
        sizes = [self.rows(n) for n in (10_000, 100_000, 1_000_000, 5_000_000)]
        commands = []
        for rows in sizes:
            command = self.ingest(rows)
            command.key = f"ingest-{rows}"
            commands.append(command)
        key = [command.key for command in commands]

        def a_row(results, small, large):
            a, b = results[key[small]], results[key[large]]
            return (b.median("wall") - a.median("wall")) / (sizes[large] - sizes[small])

        return Work("growth", "Ingest of more and more rows", commands, [
            Claim(f"one more row between {sizes[2]:,} and {sizes[3]:,} rows to one more between {sizes[0]:,} and {sizes[1]:,}", 1.15,
                  lambda results: a_row(results, 2, 3) / a_row(results, 0, 1)),
            Claim("MB at the most rows above MB at the fewest", 64,
                  lambda results: (results[key[3]].median("memory") - results[key[0]].median("memory")) / 1e6),
        ])

    def work_workbooks(self):
        rows = self.rows(500_000)
        folder = self.made(f"workbooks-{rows}", lambda part: subprocess.run(
            [self.bin / "benchmark_data", "workbooks", str(rows), part / "book.xlsx", part / "book.ods"], check=True))
        xlsx, ods = folder / "book.xlsx", folder / "book.ods"
        out = self.scratch / "out"

        def clear():
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()

        def command(key, name, words, file, ours=False, fine=(0,)):
            return Command(key, name, words, f"{file.suffix[1:].upper()}, {rows:,} rows of 10 cells", rows, [file], self.scratch,
                           ours=ours, fine=fine, environment={"CPL_LOG": "/dev/null"}, before=clear)

        def orcus(kind, file):  # 0.17 writes the whole table and ends with 1
            return command(f"orcus-{kind}", f"`orcus-{kind} -f csv`", [f"orcus-{kind}", "-f", "csv", "-o", out, file], file, fine=(0, 1))

        # ogr2ogr of GDAL 3.6 stops after 51,400 rows of such an ODS, and ends with 0
        peers = {"xlsx": [orcus("xlsx", xlsx), command("ogr", "`ogr2ogr` to CSV", ["ogr2ogr", "-f", "CSV", out / "book.csv", xlsx], xlsx),
                          command("xlsx2csv", "`xlsx2csv`", ["xlsx2csv", xlsx, out / "book.csv"], xlsx)],
                 "ods": [orcus("ods", ods), command("ods2tsv", "`ods2tsv`", ["ods2tsv", ods, out], ods)]}

        def to_fastest(kind):
            return lambda r: r[kind].median("wall") / min(r[peer.key].median("wall") for peer in peers[kind])

        return Work("workbooks", f"Every cell of a workbook of {rows:,} rows", [
            command("xlsx", "`pilotage preview --json`", [self.bin / "pilotage", "preview", "--json", xlsx], xlsx, True),
            *peers["xlsx"],
            command("ods", "`pilotage preview --json`", [self.bin / "pilotage", "preview", "--json", ods], ods, True),
            *peers["ods"],
        ], [
            Claim("XLSX: ours to the fastest of the peers", 1 / 1.5, to_fastest("xlsx")),
            Claim("ODS: ours to the fastest of the peers", 1 / 1.5, to_fastest("ods")),
        ])
