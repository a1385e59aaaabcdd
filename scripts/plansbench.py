"""Timings of a plan of 5,000 tasks over all provinces and counties, beside one raw query that joins its tasks, goals, targets and the roll-ups' cells and reads every row."""
import statistics
import time

ORGANISATIONS = 50
TASKS = 5000
CAMPAIGN = "demo-science-month"
RAW = f"""
    SELECT t.id, t.key, t.name_zh, t.state, t.region, g.key, g.indicator, w.by_day, w.value, c.activities
    FROM plans_plan p JOIN plans_task t ON t.plan_id = p.id JOIN plans_goal g ON g.task_id = t.id JOIN plans_target w ON w.goal_id = g.id
        JOIN campaigns_campaign k ON k.id = g.campaign_id LEFT JOIN region r ON r.code = t.region
        LEFT JOIN figures_count c ON c.campaign_id = k.id AND c.grain = 1 AND c.key = '' AND c.line = t.region
            AND c.within = CASE WHEN r.level = 'province' THEN '' ELSE COALESCE(r.prefecture, r.province) END
    WHERE p.key = 'bench-plan' ORDER BY t.position"""


def written(provinces, counties):
    """The campaign file of the plan: a task a province, one a county below it, and as many beside them as make 5,000."""
    lines = ["kepu: 1", "organisations:"]
    lines += [f'  - {{key: bench-unit-{i}, name: {{zh: "单位{i}", en: "Unit {i}"}}, kind: museum, region: "610113"}}' for i in range(ORGANISATIONS)]
    lines += ["plans:", "  - key: bench-plan", '    name: {zh: "测量方案", en: "Bench plan"}', f"    campaign: {CAMPAIGN}", "    authority: bench-unit-0", "    year: 2026",
              '    from: "2026-01-01"', '    to: "2026-12-31"', '    chapters: [{key: all, name: {zh: "全部", en: "All"}}]', "tasks:"]

    def task(number, key, region=None, parent=None):
        below = (f', region: "{region}"' if region else "") + (f", parent: {parent}" if parent else "")
        lines.append(f'  - {{key: {key}, name: {{zh: "任务{number}", en: "Task {number}"}}, campaign: {CAMPAIGN}, plan: bench-plan, chapter: all, lead: bench-unit-{number % ORGANISATIONS}'
                     f'{below}, goals: [{{key: activities, figure: activities, targets: [{{by: "2026-06-30", value: {number % 7 + 1}}}, {{by: "2026-12-31", value: {number % 13 + 8}}}]}}]}}')

    for number, code in enumerate(provinces):
        task(number, f"bench-p{code}", code)
    for number, (code, province) in enumerate(counties):
        task(number, f"bench-c{code}", code, f"bench-p{province}")
    for number in range(TASKS - len(provinces) - len(counties)):
        task(number, f"bench-t{number}")
    return "\n".join(lines) + "\n"


def plans(engines, tables, folder, store_of, server_of, run):
    tables.head(f"A plan of {TASKS:,} tasks, not kept in memory, beside 20,000 activities", "engine", "applied in s", "raw query ms", "`/plans/{key}` ms", "ratio (aim ≤ 3)",
                "one light ms", "ratio", "a province's task ms", "kept in memory ms")
    for engine in engines:
        store = store_of(engine, "benchplans", folder)
        run("demo", "--activities", "20000", store=store)
        codes = store.rows("SELECT code FROM region WHERE level = 'province' AND code = current ORDER BY code")
        counties = store.rows("SELECT code, province FROM region WHERE level = 'county' AND code = current AND province <> '' ORDER BY code")
        with open(f"{folder}/plan.yaml", "w", encoding="utf-8") as file:
            file.write(written([code for code, in codes], counties))
        took, _ = run("apply", f"{folder}/plan.yaml", store=store)
        store.execute(f"UPDATE plans_plan SET issued_at = {time.time_ns() // 1000} WHERE key = 'bench-plan'")
        store.execute(f"UPDATE plans_task SET state = 'accepted', given_at = {time.time_ns() // 1000} WHERE key LIKE 'bench-%'")
        if engine == "postgres":
            store.execute("ANALYZE")
        server = server_of(store)
        try:
            # In turns, so that a slow moment of the machine slows all three.
            turns = [(store.raw(RAW), server.milliseconds("/plans/bench-plan", 3), server.milliseconds("/plans/bench-plan?light=red", 3)) for _ in range(9)]
            raw, page, light = (statistics.median(column) for column in zip(*turns))
            server.get("/plans/bench-plan")
            begin = time.perf_counter()
            for _ in range(20):
                server.get("/plans/bench-plan")
            kept = (time.perf_counter() - begin) / 20 * 1000
            tables.row(engine, took, raw, page, page / raw, light, light / raw, server.milliseconds(f"/plans/bench-plan/bench-p{codes[0][0]}"), kept)
        finally:
            server.stop()
        store.remove()
