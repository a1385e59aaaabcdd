import Storage

/// The tables of the room. Progress is nowhere kept: it is read from Figures. A report keeps the figures as they stood when it was handed in.
enum PlansSchema {
    static let migrations = [
        Migration(
            "plans-0001",
            """
            CREATE TABLE plans_plan (
                id BIGINT PRIMARY KEY, key TEXT \(.binary) NOT NULL UNIQUE, name_zh TEXT NOT NULL, name_en TEXT, summary_zh TEXT, summary_en TEXT,
                authority_id BIGINT NOT NULL, campaign_id BIGINT NOT NULL, previous_id BIGINT, year BIGINT NOT NULL, begin_day TEXT \(.binary) NOT NULL,
                end_day TEXT \(.binary) NOT NULL, region TEXT \(.binary), report_days BIGINT NOT NULL, green BIGINT NOT NULL, amber BIGINT NOT NULL,
                issued_at BIGINT, issued_by BIGINT, rules TEXT NOT NULL DEFAULT '[]', source TEXT NOT NULL DEFAULT '', note_zh TEXT, note_en TEXT)
            """,
            "CREATE INDEX plans_plan_campaign ON plans_plan (campaign_id)",
            """
            CREATE TABLE plans_chapter (
                plan_id BIGINT NOT NULL REFERENCES plans_plan (id), key TEXT \(.binary) NOT NULL, position BIGINT NOT NULL, name_zh TEXT NOT NULL, name_en TEXT,
                PRIMARY KEY (plan_id, key))
            """,
            // A task is of a plan, or of an agreement or a working visit (`origin`, with its record's key).
            """
            CREATE TABLE plans_task (
                id BIGINT PRIMARY KEY, key TEXT \(.binary) NOT NULL UNIQUE, plan_id BIGINT REFERENCES plans_plan (id), chapter TEXT \(.binary), position BIGINT NOT NULL,
                parent_id BIGINT REFERENCES plans_task (id), campaign_id BIGINT, origin TEXT \(.binary) NOT NULL, origin_key TEXT \(.binary) NOT NULL DEFAULT '',
                name_zh TEXT NOT NULL, name_en TEXT, about_zh TEXT, about_en TEXT, lead_id BIGINT NOT NULL, authority_id BIGINT NOT NULL, region TEXT \(.binary),
                due_day TEXT \(.binary), budget_zh TEXT, budget_en TEXT, budget_yuan BIGINT CHECK (budget_yuan >= 0),
                risk TEXT \(.binary) NOT NULL DEFAULT 'none', risk_says TEXT NOT NULL DEFAULT '', state TEXT \(.binary) NOT NULL, state_at BIGINT NOT NULL,
                state_by BIGINT NOT NULL, remark TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '', note_zh TEXT, note_en TEXT)
            """,
            "CREATE INDEX plans_task_plan ON plans_task (plan_id, chapter, position)", "CREATE INDEX plans_task_parent ON plans_task (parent_id)",
            "CREATE INDEX plans_task_lead ON plans_task (lead_id, state)", "CREATE INDEX plans_task_authority ON plans_task (authority_id, state)",
            "CREATE INDEX plans_task_origin ON plans_task (origin, origin_key)", "CREATE INDEX plans_task_campaign ON plans_task (campaign_id)",
            """
            CREATE TABLE plans_participant (
                task_id BIGINT NOT NULL REFERENCES plans_task (id), organisation_id BIGINT NOT NULL, position BIGINT NOT NULL, PRIMARY KEY (task_id, organisation_id))
            """,
            "CREATE INDEX plans_participant_organisation ON plans_participant (organisation_id)",
            """
            CREATE TABLE plans_goal (
                id BIGINT PRIMARY KEY, task_id BIGINT NOT NULL REFERENCES plans_task (id), key TEXT \(.binary) NOT NULL, position BIGINT NOT NULL, name_zh TEXT,
                name_en TEXT, indicator TEXT \(.binary) NOT NULL, campaign_id BIGINT NOT NULL, region TEXT \(.binary), kind TEXT \(.binary),
                slices TEXT NOT NULL DEFAULT '', reads TEXT \(.binary) NOT NULL, own_value BIGINT CHECK (own_value >= 0), own_reason TEXT NOT NULL DEFAULT '',
                own_at BIGINT, own_by BIGINT, UNIQUE (task_id, key))
            """,
            """
            CREATE TABLE plans_target (
                goal_id BIGINT NOT NULL REFERENCES plans_goal (id), by_day TEXT \(.binary) NOT NULL, value BIGINT NOT NULL CHECK (value >= 0), PRIMARY KEY (goal_id, by_day))
            """,
            """
            CREATE TABLE plans_milestone (
                task_id BIGINT NOT NULL REFERENCES plans_task (id), key TEXT \(.binary) NOT NULL, position BIGINT NOT NULL, name_zh TEXT NOT NULL, name_en TEXT,
                due_day TEXT \(.binary) NOT NULL, done_day TEXT \(.binary), done_says TEXT NOT NULL DEFAULT '', done_at BIGINT, done_by BIGINT, PRIMARY KEY (task_id, key))
            """,
            """
            CREATE TABLE plans_report (
                task_id BIGINT NOT NULL REFERENCES plans_task (id), period TEXT \(.binary) NOT NULL, state TEXT \(.binary) NOT NULL, done_says TEXT NOT NULL,
                problems_says TEXT NOT NULL, next_says TEXT NOT NULL, done_remark TEXT NOT NULL DEFAULT '', problems_remark TEXT NOT NULL DEFAULT '',
                next_remark TEXT NOT NULL DEFAULT '', figures TEXT NOT NULL, handed_in_at BIGINT NOT NULL, handed_in_by BIGINT NOT NULL, decided_at BIGINT,
                decided_by BIGINT, PRIMARY KEY (task_id, period))
            """,
            "CREATE INDEX plans_report_state ON plans_report (state, handed_in_at)",
            """
            CREATE TABLE plans_reminder (
                task_id BIGINT NOT NULL REFERENCES plans_task (id), about TEXT \(.binary) NOT NULL, step BIGINT NOT NULL, sent_at BIGINT NOT NULL,
                PRIMARY KEY (task_id, about, step))
            """,
            "CREATE VIEW view_plans_task AS SELECT t.id, t.key, t.plan_id, t.name_zh, t.name_en, t.lead_id, t.authority_id, t.origin, t.origin_key, t.due_day, t.state FROM plans_task t"
        ),
        Migration(
            "plans-0002",
            statements: [
                "ALTER TABLE plans_task ADD COLUMN given_at BIGINT", "ALTER TABLE plans_task ADD COLUMN answer_day TEXT \(.binary)",
                // With which body somebody stated a number.
                "ALTER TABLE plans_goal ADD COLUMN own_unit BIGINT",
                "UPDATE plans_goal SET own_unit = (SELECT t.authority_id FROM plans_task t WHERE t.id = plans_goal.task_id) WHERE own_value IS NOT NULL",
                // Of which review days of agreements the parties were reminded.
                "CREATE TABLE plans_review (agreement_id BIGINT NOT NULL, day TEXT \(.binary) NOT NULL, sent_at BIGINT NOT NULL, PRIMARY KEY (agreement_id, day))",
            ] + given + [answers, told]),
        // What lines of an agreement are to become tasks once all its parties have agreed.
        Migration(
            "plans-0003",
            """
            CREATE TABLE plans_proposed (
                agreement_id BIGINT NOT NULL, commitment TEXT \(.binary) NOT NULL, lead_id BIGINT NOT NULL, authority_id BIGINT NOT NULL, due_day TEXT \(.binary) NOT NULL,
                PRIMARY KEY (agreement_id, commitment))
            """),
    ]
}
