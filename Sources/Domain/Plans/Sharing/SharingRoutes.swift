import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/desk/duties/{task}/parts`: a task is shared out among units in one step; what does not add up is said before it is kept.
enum SharingRoutes {
    static let routes: [Route] = [
        .get("/desk/duties/{task}/parts", .permitted(Plans.carryOut), filters: []) { visit in
            let (identity, id) = (try visit.signedIn(), try visit.id("task", of: KeyTask.noun, KeyTask.self))
            let sharing = try await visit.database.read { tx in try TaskSharing(id, for: identity, in: tx) }
            return page(visit, sharing, form.empty)
        },
        .post("/desk/duties/{task}/parts", .permitted(Plans.carryOut)) { visit in
            let (identity, id, regions) = (try visit.signedIn(), try visit.id("task", of: KeyTask.noun, KeyTask.self), visit.regions)
            var reading = form.read(visit.posted)
            let (text, takes) = (reading.text("parts"), reading.isChecked("take"))
            do {
                let (sharing, isKept) = try await visit.database.writeAlone { [isGood = reading.isGood] tx -> (TaskSharing, Bool) in
                    try tx.lock("plans.task.\(id.number)")
                    var sharing = try TaskSharing(id, for: identity, in: tx)
                    try sharing.read(text, try UnitNames(in: tx), regions, in: tx)
                    guard isGood, takes, sharing.problems.isEmpty else { return (sharing, false) }
                    try tx.share(sharing, by: identity)
                    return (sharing, true)
                }
                guard isKept else { return page(visit, sharing, reading) }
                let count = sharing.parts.count
                return visit.see("/desk/duties/\(id.text)", saying: Phrase("已分解为 \(count) 项。", "It is shared out in \(Plural.en(count, "part", "parts"))."))
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                reading.remark(refusal)
                let sharing = try await visit.database.read { tx in try TaskSharing(id, for: identity, in: tx) }
                return page(visit, sharing, reading)
            }
        },
    ]

    private static let form = Form(
        FormField("parts", "各部分", "Parts", .longText(max: 60_000), required: true, hint: Phrase("一行一个单位，可以从表格里整块粘贴；手写时用竖线隔开。", "A unit a line; a block from a spreadsheet can be pasted. Where you type it, put bars between.")),
        FormField("take", "全部正确时分解", "Share it out where all of it is right", .checkbox, hint: Phrase("不勾选只核对，不保存。", "Without it the table is only checked.")))

    private static func page(_ visit: Visit, _ sharing: TaskSharing, _ reading: FormReading) -> Answer {
        let task = sharing.task, path = "/desk/duties/\(task.id.text)"
        return visit.desk(
            Phrase("分解任务", "Share a task out"),
            lede: Phrase("各部分交办给各自的单位，由本任务的牵头单位核验。目标按各自的地区取数。", "Each part is assigned to its unit and verified by the lead of this task. Goals read the region of their part."),
            trail: [("/desk/duties", DutyListPage.title), (path, task.name.phrase)], status: sharing.problems.isEmpty && reading.isGood ? 200 : 422
        ) {
            if !sharing.problems.isEmpty {
                div(.class("error-summary"), .role("alert"), .tabindex(-1), .autofocus()) { ul { for one in sharing.problems.prefix(50) { li { visit.say(one) } } } }
            }
            if !sharing.parts.isEmpty { preview(visit, sharing) }
            section(.class("stack")) {
                h2 { visit.say(Phrase("一行写什么", "What a line says")) }
                p { visit.say(columns(sharing)) }
                visit.formHTML(reading, action: path + "/parts", submit: Phrase("继续", "Go on"))
            }
        }
    }

    private static func columns(_ sharing: TaskSharing) -> Phrase {
        let titles = [Phrase("单位", "unit"), Phrase("地区（不填为单位所在地）", "region (empty: where the unit sits)")] + sharing.columns.map(\.title)
        return Phrase(titles.map(\.zh).joined(separator: " | "), titles.map(\.en).joined(separator: " | "))
    }

    private static func preview(_ visit: Visit, _ sharing: TaskSharing) -> HTML {
        let titles = [Phrase("任务", "Task"), Phrase("地区", "Region")] + sharing.columns.map(\.title)
        return section(.class("stack"), .id("preview")) {
            h2 { visit.say(Phrase("核对结果，还没有保存", "What it would bring; nothing is saved yet")) }
            if !sharing.gaps.isEmpty {
                div(.class("notice", "notice-warning")) {
                    p { visit.say(Phrase("对不上的地方：", "What does not add up:")) }
                    ul { for one in sharing.gaps { li { visit.say(one) } } }
                }
            }
            div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Phrase("各部分", "Parts"))), .tabindex(0)) {
                table(.class("table")) {
                    thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                    tbody {
                        for part in sharing.parts {
                            tr {
                                th(.scope("row")) { visit.html(part.name) }
                                td(.data("label", visit.say(titles[1]))) { visit.regionName(part.region) ?? "–" }
                                for (place, value) in part.values.enumerated() {
                                    td(.data("label", visit.say(titles[place + 2]))) { value.map { Numerals.count($0, visit.language) } ?? "–" }
                                }
                            }
                        }
                    }
                    if sharing.columns.contains(where: \.adds) { sums(visit, sharing, titles) }
                }
            }
        }
    }

    /// What the parts make, with those that there are already, beside each target.
    private static func sums(_ visit: Visit, _ sharing: TaskSharing, _ titles: [Phrase]) -> HTML {
        tfoot {
            tr {
                th(.scope("row")) { visit.say(Phrase("合计 / 目标", "Sum / target")) }
                td(.data("label", visit.say(titles[1]))) { "–" }
                for (place, column) in sharing.columns.enumerated() {
                    td(.data("label", visit.say(titles[place + 2]))) {
                        sharing.sum(place).map { "\(Numerals.count($0, visit.language)) / \(Numerals.count(column.target.value, visit.language))" } ?? "–"
                    }
                }
            }
        }
    }
}
