"""What a careful analyst would write: each row as XML, checked by lxml against the schema, then into SQLite."""

import csv
import sqlite3
import sys

from lxml import etree

source, schema_file, target = sys.argv[1:]
XS = "{http://www.w3.org/2001/XMLSchema}"
document = etree.parse(schema_file)
schema = etree.XMLSchema(document)
names = [field.get("name") for field in document.getroot().find(XS + "element").iter(XS + "element") if field.get("name")][1:]
kind = names.index("event_type")
database = sqlite3.connect(target)
database.execute("CREATE TABLE t (" + ", ".join(names) + ")")
insert = "INSERT INTO t VALUES (" + ", ".join("?" * len(names)) + ")"


def valid_rows(rows):
    for row in rows:
        record = etree.Element(row[kind].lower() or "associated_carer")
        for name, value in zip(names, row):
            if value and value != "NULL":
                etree.SubElement(record, name).text = value
        if schema.validate(record):
            yield row


with open(source, newline="", encoding="cp1252") as file:
    rows = csv.reader(file)
    next(rows)
    with database:
        database.executemany(insert, valid_rows(rows))
