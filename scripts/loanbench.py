"""Timings of loans: when an exhibit is free, where its hundred things have been lent 100,000 times, beside the raw query for the same days."""

FILE = """kepu: 1
organisations:
  - {key: bench-museum, name: {zh: "测量馆", en: "Bench Museum"}, kind: museum, region: "610113"}
resources:
  - {key: bench-wing, name: {zh: "机翼", en: "Wing"}, kind: exhibit, organisation: bench-museum, summary: {zh: "一件。", en: "One."}}
"""
NUMBERS = "WITH RECURSIVE n (i) AS (SELECT {0} UNION ALL SELECT i + 1 FROM n WHERE i < {1})"


def day(engine, number):
    """The SQL of the day so many days after 1 January 2020, as text."""
    if engine == "sqlite":
        return f"date('2020-01-01', ({number}) || ' days')"
    return f"to_char(DATE '2020-01-01' + ({number})::int, 'YYYY-MM-DD')"


def availability(engines, tables, folder, store_of, server_of, run):
    tables.head("When an exhibit with 100 things is free: a month, after 100,000 loans", "engine", "`availability.json` ms", "raw query ms", "ratio (aim ≤ 3)",
                "a month of 2027 ms", "with 100 loans ms", "the page ms")
    with open(f"{folder}/loans.yaml", "w") as file:
        file.write(FILE)
    for engine in engines:
        store = store_of(engine, "benchloans", folder)
        run("apply", f"{folder}/loans.yaml", store=store)
        exhibit = store.count("SELECT id FROM resources_resource WHERE key = 'bench-wing'")
        owner = store.count("SELECT id FROM venues_organisation WHERE key = 'bench-museum'")
        store.execute(NUMBERS.format(1, 100) + " INSERT INTO exhibits_piece (id, resource_id, owner_id, set_id, number, state, holder_id, place, loan_id, made_at) "
                      f"SELECT i, {exhibit}, {owner}, NULL, 'W' || i, 'in-service', {owner}, '', NULL, 1 FROM n")

        def lend(first, last):
            # The i-th loan is of thing i % 100; each thing goes out every four days, for three.
            begin, end = day(engine, "i / 100 * 4"), day(engine, "i / 100 * 4 + 2")
            store.execute(NUMBERS.format(first, last) + " INSERT INTO exhibits_loan (id, resource_id, owner_id, borrower_id, wanted, from_day, to_day, hold_from, hold_to, state, "
                          "purpose, place, site_indoor, site_network, misfits, misfit_reason, missing_reason, remark, asked_at, changed_at) "
                          f"SELECT i, {exhibit}, {owner}, {owner}, 1, {begin}, {end}, {begin}, {end}, 'inspected', '', '', 1, 1, '', '', '', '', 1, 1 FROM n")
            store.execute(NUMBERS.format(first, last) + " INSERT INTO exhibits_loan_piece (loan_id, piece_id, is_asked, from_day, to_day, is_live, is_packed, remark, back_remark) "
                          f"SELECT i, i % 100 + 1, 1, {begin}, {end}, 1, 1, '', '' FROM n")

        server = server_of(store)
        try:
            identity = server.get("/resources?nature=physical").decode().split('href="/resources/')[1][:13]
            path = f"/resources/{identity}/availability"
            month = path + ".json?begin=2025-05-01&end=2025-05-31"
            lend(1, 100)
            few = server.milliseconds(month)
            lend(101, 100000)
            if engine == "postgres":
                store.execute("ANALYZE")
            raw = store.raw("SELECT p.id, h.from_day, h.to_day FROM exhibits_piece p JOIN exhibits_loan_piece h ON h.piece_id = p.id WHERE p.resource_id = "
                            f"{exhibit} AND h.is_live = 1 AND h.to_day >= '2025-05-01' AND h.from_day <= '2025-05-31'")
            many = server.milliseconds(month)
            tables.row(engine, many, raw, many / raw, server.milliseconds(path + ".json?begin=2027-05-01&end=2027-05-31"), few, server.milliseconds(path))
        finally:
            server.stop()
        store.remove()
