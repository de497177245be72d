"""What a careful analyst would write: each row as XML, checked by lxml against the schema, then into SQLite."""

import csv
import sqlite3
import sys

from lxml import etree

source, schema_file, target = sys.argv[1:]
schema = etree.XMLSchema(etree.parse(schema_file))
names = [element.get("name") for element in etree.parse(schema_file).find(
    "//{http://www.w3.org/2001/XMLSchema}element[@name='record']").iter("{http://www.w3.org/2001/XMLSchema}element")][1:]
database = sqlite3.connect(target)
database.execute("CREATE TABLE t (" + ", ".join(names) + ")")
insert = "INSERT INTO t VALUES (" + ", ".join("?" * len(names)) + ")"


def valid_rows(rows):
    for row in rows:
        record = etree.Element("record")
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
