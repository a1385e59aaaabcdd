import Storage

/// The tables of the room.
enum ExhibitsSchema {
    static let migrations = [Migration("exhibits-0001", statements: sheets + pieces + loans + faults), Migration("exhibits-0002", loanView)]

    /// What later rooms know of a loan.
    private static let loanView: SQL = """
        CREATE VIEW view_exhibits_loan (id, resource_id, owner_id, borrower_id, sets, from_day, to_day, hold_from, hold_to, state, is_void) AS
        SELECT id, resource_id, owner_id, borrower_id, wanted, from_day, to_day, hold_from, hold_to, state,
            CASE WHEN state IN ('declined', 'withdrawn', 'cancelled') THEN 1 ELSE 0 END
        FROM exhibits_loan
        """

    private static let sheets: [SQL] = [
        """
        CREATE TABLE exhibits_sheet (
            resource_id BIGINT PRIMARY KEY, principle_zh TEXT NOT NULL, principle_en TEXT, composition_zh TEXT NOT NULL, composition_en TEXT,
            technical_zh TEXT NOT NULL, technical_en TEXT, operation_zh TEXT NOT NULL, operation_en TEXT, commentary_zh TEXT NOT NULL, commentary_en TEXT,
            cautions_zh TEXT NOT NULL, cautions_en TEXT, length BIGINT, width BIGINT, height BIGINT, mass BIGINT, power BIGINT, voltage BIGINT,
            structure TEXT \(.binary), price BIGINT, vehicles TEXT NOT NULL, need_area BIGINT, need_door_width BIGINT, need_door_height BIGINT,
            need_floor BIGINT, need_power BIGINT, needs_indoor BIGINT NOT NULL CHECK (needs_indoor IN (0, 1)),
            needs_network BIGINT NOT NULL CHECK (needs_network IN (0, 1)), days_before BIGINT NOT NULL CHECK (days_before >= 0),
            days_after BIGINT NOT NULL CHECK (days_after >= 0), account_id BIGINT, changed_at BIGINT NOT NULL)
        """,
        // Which exhibits a set holds by its sheet, and how many of each.
        """
        CREATE TABLE exhibits_member (
            set_id BIGINT NOT NULL, exhibit_id BIGINT NOT NULL, number BIGINT NOT NULL CHECK (number > 0), PRIMARY KEY (set_id, exhibit_id),
            CHECK (set_id <> exhibit_id))
        """,
        // Photographs of a sheet, of a handover, of a fault; the files lie on the shelf.
        """
        CREATE TABLE exhibits_photo (
            kind TEXT \(.binary) NOT NULL, subject BIGINT NOT NULL, id BIGINT NOT NULL, piece_id BIGINT, digest TEXT \(.binary) NOT NULL,
            account_id BIGINT, made_at BIGINT NOT NULL, PRIMARY KEY (kind, subject, id))
        """,
        "CREATE INDEX exhibits_photo_account ON exhibits_photo (account_id) WHERE account_id IS NOT NULL",
        """
        CREATE TABLE exhibits_declared (
            id BIGINT PRIMARY KEY, key TEXT \(.binary) NOT NULL UNIQUE, campaign_id BIGINT NOT NULL, body TEXT NOT NULL)
        """,
        "CREATE INDEX exhibits_declared_campaign ON exhibits_declared (campaign_id)",
    ]

    private static let pieces: [SQL] = [
        """
        CREATE TABLE exhibits_piece (
            id BIGINT PRIMARY KEY, resource_id BIGINT NOT NULL, owner_id BIGINT NOT NULL, set_id BIGINT, number TEXT NOT NULL, state TEXT \(.binary) NOT NULL,
            holder_id BIGINT NOT NULL, place TEXT NOT NULL, loan_id BIGINT, made_at BIGINT NOT NULL, CHECK (set_id IS NULL OR set_id <> id))
        """,
        "CREATE INDEX exhibits_piece_resource ON exhibits_piece (resource_id)",
        "CREATE INDEX exhibits_piece_owner ON exhibits_piece (owner_id, number)",
        "CREATE INDEX exhibits_piece_set ON exhibits_piece (set_id) WHERE set_id IS NOT NULL",
        "CREATE INDEX exhibits_piece_holder ON exhibits_piece (holder_id)",
        "CREATE INDEX exhibits_piece_loan ON exhibits_piece (loan_id) WHERE loan_id IS NOT NULL",
    ]

    private static let loans: [SQL] = [
        """
        CREATE TABLE exhibits_loan (
            id BIGINT PRIMARY KEY, resource_id BIGINT NOT NULL, owner_id BIGINT NOT NULL, borrower_id BIGINT NOT NULL, wanted BIGINT NOT NULL CHECK (wanted > 0),
            from_day TEXT \(.binary) NOT NULL, to_day TEXT \(.binary) NOT NULL, hold_from TEXT \(.binary) NOT NULL, hold_to TEXT \(.binary) NOT NULL,
            state TEXT \(.binary) NOT NULL, purpose TEXT NOT NULL, place TEXT NOT NULL, site_area BIGINT, site_door_width BIGINT, site_door_height BIGINT, site_floor BIGINT,
            site_power BIGINT, site_indoor BIGINT NOT NULL CHECK (site_indoor IN (0, 1)), site_network BIGINT NOT NULL CHECK (site_network IN (0, 1)),
            misfits TEXT NOT NULL, misfit_reason TEXT NOT NULL, missing_reason TEXT NOT NULL, remark TEXT NOT NULL, asked_by BIGINT, reminded_on TEXT \(.binary), soon_on TEXT \(.binary),
            asked_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, CHECK (hold_from <= from_day), CHECK (from_day <= to_day), CHECK (to_day <= hold_to))
        """,
        "CREATE INDEX exhibits_loan_owner ON exhibits_loan (owner_id, state)",
        "CREATE INDEX exhibits_loan_borrower ON exhibits_loan (borrower_id, state)",
        "CREATE INDEX exhibits_loan_resource ON exhibits_loan (resource_id)", "CREATE INDEX exhibits_loan_asked_by ON exhibits_loan (asked_by)",
        "CREATE INDEX exhibits_loan_out ON exhibits_loan (to_day) WHERE state IN ('under-way', 'accepted', 'in-use')",
        // What goes with a loan, and the days on which it is held: a set's row and its members' each, so that a thing is asked about by itself.
        """
        CREATE TABLE exhibits_loan_piece (
            loan_id BIGINT NOT NULL REFERENCES exhibits_loan (id), piece_id BIGINT NOT NULL, is_asked BIGINT NOT NULL CHECK (is_asked IN (0, 1)),
            from_day TEXT \(.binary) NOT NULL, to_day TEXT \(.binary) NOT NULL, is_live BIGINT NOT NULL CHECK (is_live IN (0, 1)),
            is_packed BIGINT NOT NULL CHECK (is_packed IN (0, 1)), condition TEXT \(.binary), remark TEXT NOT NULL, back_condition TEXT \(.binary),
            back_remark TEXT NOT NULL, out_at BIGINT, back_at BIGINT, PRIMARY KEY (loan_id, piece_id))
        """,
        "CREATE INDEX exhibits_loan_piece_held ON exhibits_loan_piece (piece_id, to_day, from_day, loan_id) WHERE is_live = 1",
    ]

    private static let faults: [SQL] = [
        """
        CREATE TABLE exhibits_fault (
            id BIGINT PRIMARY KEY, piece_id BIGINT NOT NULL, loan_id BIGINT, source TEXT \(.binary) NOT NULL, says TEXT NOT NULL, state TEXT \(.binary) NOT NULL,
            reported_on TEXT \(.binary) NOT NULL, due_on TEXT \(.binary), remark TEXT NOT NULL, account_id BIGINT, reports BIGINT NOT NULL, closed_on TEXT \(.binary),
            changed_at BIGINT NOT NULL)
        """,
        "CREATE INDEX exhibits_fault_piece ON exhibits_fault (piece_id)",
        "CREATE INDEX exhibits_fault_open ON exhibits_fault (piece_id) WHERE closed_on IS NULL",
        "CREATE INDEX exhibits_fault_account ON exhibits_fault (account_id) WHERE account_id IS NOT NULL",
        """
        CREATE TABLE exhibits_part (
            fault_id BIGINT NOT NULL REFERENCES exhibits_fault (id), id BIGINT NOT NULL, name TEXT NOT NULL, number BIGINT NOT NULL CHECK (number > 0), price BIGINT,
            PRIMARY KEY (fault_id, id))
        """,
        // How many reports came from a network on a day; only a mark of the network is kept, until the day is over.
        """
        CREATE TABLE exhibits_report_load (day TEXT \(.binary) NOT NULL, network \(.blob) NOT NULL, reports BIGINT NOT NULL, PRIMARY KEY (day, network))
        """,
    ]
}
