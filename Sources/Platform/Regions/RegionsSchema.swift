package import Storage

/// The tables of the administrative tree; the first migrations after the core's, because every room may read them.
package enum RegionsSchema {
    package static let migrations = [
        Migration(
            "regions-0001",
            """
            CREATE TABLE region (
                code TEXT \(.binary) NOT NULL PRIMARY KEY, edition TEXT \(.binary) NOT NULL, level TEXT NOT NULL, parent TEXT \(.binary),
                name_zh TEXT NOT NULL, short_zh TEXT NOT NULL, name_en TEXT NOT NULL, pinyin TEXT \(.binary) NOT NULL,
                valid_from TEXT, valid_to TEXT, successor TEXT \(.binary), current TEXT \(.binary) NOT NULL,
                province TEXT \(.binary), prefecture TEXT \(.binary), county TEXT \(.binary))
            """,
            "CREATE INDEX region_current ON region (current)",
            "CREATE INDEX region_edition ON region (edition)",
            """
            CREATE VIEW view_region AS SELECT code, current, province, prefecture, county, name_zh, name_en, level, valid_to, successor
            FROM region
            """)
    ]
}
