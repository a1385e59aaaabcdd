import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web
import Workflow

/// `/desk/faults/{id}`: one fault with its clock, its parts and what may be done now.
struct FaultPage: Sendable {
    let fault: Fault
    let parts: [SparePart]
    let photos: [Photo]
    let mayKeep: Bool
    var reading = FaultForm.step.empty

    init(_ id: ID<Fault>, for identity: Identity, in tx: Transaction) throws {
        let fault = try tx.deskFault(id, for: identity)
        self.fault = fault
        parts = try tx.parts(of: id)
        photos = try tx.photos(.fault, of: id.number)
        mayKeep = identity.may(Exhibits.keep, within: try tx.organisationScopes(fault.ownerID))
    }

    func answer(_ visit: Visit) -> Answer {
        let today = visit.now.day(in: Loan.zone), path = "/desk/faults/\(fault.id.text)"
        return visit.desk(
            Phrase("故障：\(fault.title.zh)", "Fault: \(fault.title.en)"),
            trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/exhibits", Phrase("展品与借展", "Exhibits and loans"))], status: reading.isGood ? 200 : 422
        ) {
            p {
                FaultView.badge(fault, today, visit)
                " " + visit.say(FaultView.clock(fault, today))
            }
            dl(.class("facts")) {
                visit.fact(Phrase("故障", "What is broken"), fault.says)
                visit.fact(Phrase("来源", "Found"), visit.say(fault.source.title) + " · " + Dates.day(fault.reportedOn, visit.language))
                if fault.reports > 1 { visit.fact(Phrase("报修次数", "Reported"), visit.say(Phrase("\(fault.reports) 次", "\(fault.reports) times"))) }
                if let due = fault.dueOn { visit.fact(Phrase("预计修好", "Due"), Dates.day(due, visit.language)) }
                if !fault.remark.isEmpty { visit.fact(Phrase("说明", "Remark"), fault.remark) }
            }
            p { a(.href("/desk/pieces/\(fault.pieceID)")) { visit.say(Phrase("这件实物", "The thing itself")) } }
            PhotoList(photos: photos, base: path, says: Phrase("故障照片", "Photograph of the fault"), visit: visit).html
            if !parts.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("用过的配件", "Parts used")) }
                    ul {
                        for part in parts {
                            li { part.name + " × \(part.number)" + (part.price.map { "，¥" + Amount.decimal($0, digits: 2) } ?? "") }
                        }
                    }
                }
            }
            if mayKeep, !fault.state.isOver { steps(path, visit) }
        }
    }

    private func steps(_ path: String, _ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("处理", "What was done")) }
            form(.method(.post), .action(.within("\(path)/steps")), .class("form"), .novalidate()) {
                visit.csrfField
                visit.formSummary(reading)
                for field in FaultForm.step.fields { visit.fieldHTML(field, in: reading) }
                div(.class("form-actions")) {
                    for event in Fault.workflow.events(in: fault.state) {
                        button(
                            .class("button", event == .mend ? "button-primary" : event == .writeOff ? "button-danger" : ""), .type("submit"),
                            .name("event"), .value(event.rawValue)
                        ) {
                            visit.say(event.title)
                        }
                    }
                }
            }
        }
    }
}

/// How a fault stands, in a word and in days.
enum FaultView {
    static func badge(_ fault: Fault, _ today: Day, _ visit: Visit) -> HTML {
        let tone = fault.state == .mended ? "badge-success" : fault.isLate(on: today) ? "badge-error" : fault.state.isOver ? "" : "badge-warning"
        return span(.class("badge", tone)) { visit.say(fault.state.title) }
    }

    static func clock(_ fault: Fault, _ today: Day) -> Phrase {
        let days = fault.days(on: today)
        if fault.state.isOver { return Phrase("历时 \(days) 天", days == 1 ? "after 1 day" : "after \(days) days") }
        let open = Phrase("已 \(days) 天", days == 1 ? "open for 1 day" : "open for \(days) days")
        guard let due = fault.dueOn else { return open }
        let left = today.days(until: due)
        return open
            + (left >= 0
                ? Phrase("，距预计修好还有 \(left) 天", left == 1 ? ", 1 day left" : ", \(left) days left")
                : Phrase("，已超过预计 \(-left) 天", left == -1 ? ", 1 day over" : ", \(-left) days over"))
    }
}

/// Faults in a list.
struct FaultList {
    let faults: [Fault]
    let visit: Visit

    var html: HTML {
        let today = visit.now.day(in: Loan.zone)
        return ul(.class("session-list"), .role("list")) {
            for fault in faults {
                li {
                    FaultView.badge(fault, today, visit)
                    div {
                        p { a(.href("/desk/faults/\(fault.id)")) { visit.say(fault.title) } }
                        p { fault.says }
                        p(.class("meta")) { visit.say(fault.source.title) + " · " + visit.say(FaultView.clock(fault, today)) }
                    }
                }
            }
        }
    }
}
