import Activities
import Kernel
import Language
import Markup
import Rooms
import Web

/// `/desk/activities/{id}/sessions/{session}/results`: one form for what an event came to.
struct ResultsPage {
    let model: ClaimsView
    var reading: FormReading
    let visit: Visit

    init(model: ClaimsView, reading: FormReading? = nil, visit: Visit) {
        (self.model, self.visit) = (model, visit)
        self.reading = reading ?? ResultsForm.form.filled(Self.values(model))
    }

    var answer: Answer {
        let title = Phrase("活动结果：\(model.when(.zh))", "Results: \(model.when(.en))")
        return visit.desk(
            title, lede: model.title.phrase, trail: model.wayBack(for: visit.identity) + [(path: model.desk + "/claims", title: Phrase("参与数据", "Figures"))],
            status: reading.isGood ? 200 : 422
        ) {
            deadline
            known
            Markup.form(.method(.post), .action(.within(model.desk + "/results")), .class("form"), .novalidate(), .enctype("multipart/form-data")) {
                visit.csrfField
                visit.onceField
                visit.formSummary(reading)
                p(.class("hint")) { visit.say(Phrase("不知道的留空；确实没有的填 0。每个数单独核验，互不相加。", "Leave blank what you do not know; 0 is for what there was none of. Each number is checked by itself; they are never added to each other.")) }
                part(Phrase("到现场的人", "On site"), ResultsForm.onSite)
                details(.open(reading.text("way") == "strips" || reading.text("way") == "moments")) {
                    summary { visit.say(Phrase("抽样计数", "Counting by sample")) }
                    p(.class("hint")) { visit.say(Phrase("在上面选分区或分时抽样，这里填计数；人次和误差由系统算出，一并保存。", "Choose one of the samples above and give its counts here; the visits and their error are computed and kept with it.")) }
                    for field in ResultsForm.sample.fields { visit.fieldHTML(field, in: reading) }
                }
                part(Phrase("线上", "Online"), ResultsForm.online)
                part(Phrase("投入与宣传", "Effort and publicity"), ResultsForm.effort)
                part(Phrase("说明", "In words"), ResultsForm.words)
                part(Phrase("证据", "Evidence"), ResultsForm.proof)
                div(.class("form-actions")) { button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("提交结果", "Hand in the results")) } }
            }
        }
    }

    private func part(_ title: Phrase, _ form: Form) -> HTML {
        fieldset(.class("form-section")) {
            legend { visit.say(title) }
            for field in form.fields { visit.fieldHTML(field, in: reading) }
        }
    }

    @HTMLBuilder private var deadline: HTML {
        if let session = model.session {
            let late = ReportDeadline.lateness(of: visit.now, about: session)
            let day = session.end.day(in: session.zone).adding(days: ReportDeadline.days)
            if late > 0 {
                div(.class("notice", "notice-warning")) {
                    p { visit.say(Phrase("期限是 \(Dates.day(day, .zh))，已逾期 \(late) 天。仍可上报，会注明迟报。", "It was expected by \(Dates.day(day, .en)). You can still report; that it is late will be shown.")) }
                }
            } else {
                p(.class("meta")) { visit.say(Phrase("请在 \(Dates.day(day, .zh))前上报。", "Expected by \(Dates.day(day, .en)).")) }
            }
        }
    }

    /// What the program knows already: from bookings, the door, the stream.
    @HTMLBuilder private var known: HTML {
        let told = model.claims.filter { ($0.method == .measured || $0.method == .booked) && !$0.isCorrection }
        if !told.isEmpty {
            section(.class("stack"), .id("known")) {
                h2 { visit.say(Phrase("系统已知", "Known already")) }
                ul {
                    for claim in told {
                        li {
                            visit.say(ClaimWords.indicator(claim)) + " "
                            ClaimWords.number(claim.value, "known-\(claim.method.rawValue)-\(claim.indicator)", visit)
                            " · "
                            ClaimWords.method(claim, visit)
                        }
                    }
                }
                if told.contains(where: { $0.method == .measured }) {
                    p(.class("hint")) { visit.say(Phrase("实测的数已填入表中：一致就不必改，不会重复上报。", "What was measured stands in the form: leave it where it is right, nothing is reported twice.")) }
                }
                if told.contains(where: { $0.method == .booked }) {
                    p(.class("hint")) { visit.say(Phrase("预约只供参考，从不当作人次。", "Bookings are for comparison; they are never visits.")) }
                }
            }
        }
    }

    /// What was measured; else what an office returned, so that it can be mended.
    private static func values(_ model: ClaimsView) -> [String: String] {
        var values = ["way": "count"]
        for indicator in ResultsDraft.all {
            let mine = model.claims.filter { $0.indicator == indicator.key && !$0.isCorrection }
            let measured = mine.filter { $0.method == .measured && $0.state != .rejected && !($0.value == 0 && !$0.coversWhole) }
            let known = measured.first { $0.coversWhole } ?? measured.last ?? mine.last { $0.state == .returned }
            if let known { values[ResultsForm.field(of: indicator.key)] = String(known.value) }
        }
        return values
    }
}
