import Kernel
import Language
import Markup
import Web
import Workflow

/// What this person may do with a loan now; the owner's steps for the owner, the borrower's for the borrower.
struct LoanActions {
    let page: LoanPage
    let visit: Visit

    private var loan: Loan { page.loan }

    @HTMLBuilder var html: HTML {
        let events = Loan.workflow.events(in: loan.state)
        if page.mayLend {
            if events.contains(.reserve) { reservation }
            if events.contains(.pack) { packing }
            if events.contains(.send) {
                div(.class("actions")) {
                    simple(.send, "lending", "button-primary button-large")
                    simple(.unpack, "lending", "button-quiet")
                }
            }
            if events.contains(.inspect) { handover(.inspect) }
            if events.contains(.decline) { reasoned(.decline) }
            if events.contains(.cancel) { reasoned(.cancel) }
        }
        if page.mayBorrow {
            if events.contains(.accept) { handover(.accept) }
            div(.class("actions")) {
                if events.contains(.open) { simple(.open, "borrowing", "button-primary button-large") }
                if events.contains(.giveBack) {
                    simple(.giveBack, "borrowing", loan.state == .inUse ? "button-primary button-large" : "button-quiet")
                }
                if events.contains(.withdraw) { simple(.withdraw, "borrowing", "button-quiet") }
            }
        }
    }

    private func simple(_ event: LoanEvent, _ side: String, _ style: String) -> HTML {
        visit.postButton(event.title, posts: "\(page.path)/\(side)", fields: [("event", event.rawValue)], style: style)
    }

    private func reasoned(_ event: LoanEvent) -> HTML {
        details {
            summary { visit.say(event.title) }
            form(.method(.post), .action(.within("\(page.path)/lending")), .class("form")) {
                visit.csrfField
                input(.type("hidden"), .name("event"), .value(event.rawValue))
                area("\(event.rawValue)-remark", "remark", Phrase("理由（对方会收到）", "Reason (the other unit is told)"))
                div(.class("form-actions")) { button(.class("button", "button-danger"), .type("submit")) { visit.say(event.title) } }
            }
        }
    }

    private func area(_ id: String, _ name: String, _ title: Phrase) -> HTML {
        div(.class("field")) {
            label(.for("field-\(id)")) { visit.say(title) }
            textarea(.id("field-\(id)"), .name(name), .rows(2), .maxlength(1000)) { page.posted[name] ?? "" }
        }
    }

    private var reservation: HTML {
        section(.class("stack"), .id("reserve")) {
            h2 { visit.say(Phrase("预留", "Reserve")) }
            form(.method(.post), .action(.within("\(page.path)/reservation")), .class("form")) {
                visit.csrfField
                if page.choice.isEmpty {
                    p { visit.say(Phrase("还没有登记实物，登记之后才能预留。", "No thing is entered yet; it can be reserved once there is one.")) }
                    p { a(.class("button"), .href("/desk/exhibits/\(loan.resourceID)")) { visit.say(Phrase("登记实物", "Enter things")) } }
                } else {
                    div(.class("field")) {
                        fieldset(.id("field-pieces")) {
                            legend { visit.say(Phrase("借出哪一件（最多 \(loan.wanted) 件）", "Which one goes (\(loan.wanted) at most)")) }
                            for one in page.choice {
                                label(.class("check")) {
                                    input(
                                        .type("checkbox"), .name("pieces"), .value(one.piece.id.text),
                                        .checked(chosen(one.piece.id, isFree: one.isFree)))
                                    span {
                                        one.piece.number
                                        span(.class("meta")) {
                                            visit.say(one.isFree ? Phrase("这些天可用", "free on these days") : Phrase("这些天不可用", "not free on these days"))
                                                + (one.piece.place.isEmpty ? "" : " · " + one.piece.place)
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                if !loan.misfits.isEmpty {
                    div(.class("notice", "notice-warning")) {
                        p {
                            visit.say(
                                Phrase(
                                    "对方的场地有 \(loan.misfits.count) 处不符合要求。",
                                    "The borrower's place does not fit in \(loan.misfits.count) \(loan.misfits.count == 1 ? "way" : "ways")."))
                        }
                        ul { for field in loan.misfits { li { visit.say(field.title) } } }
                    }
                    area("misfit_reason", "misfit_reason", Phrase("仍借出的理由（必填）", "Why it is lent all the same (needed)"))
                }
                div(.class("field-pair")) {
                    days("days_before", Phrase("前留天数", "Days before"), loan.holdFrom.days(until: loan.from))
                    days("days_after", Phrase("后留天数", "Days behind"), loan.to.days(until: loan.holdTo))
                }
                area("reserve-remark", "remark", Phrase("给借用单位的话", "A word to the borrower"))
                div(.class("form-actions")) { button(.class("button", "button-primary"), .type("submit")) { visit.say(LoanEvent.reserve.title) } }
            }
        }
    }

    private func chosen(_ id: ID<Piece>, isFree: Bool) -> Bool {
        if page.problem != nil { return page.posted.all("pieces").contains(id.text) }
        return isFree && loan.wanted == 1 && page.choice.first(where: \.isFree)?.piece.id == id
    }

    private func days(_ name: String, _ title: Phrase, _ value: Int) -> HTML {
        div(.class("field")) {
            label(.for("field-\(name)")) { visit.say(title) }
            input(.type("text"), .id("field-\(name)"), .name(name), .inputmode("numeric"), .value(page.posted[name] ?? String(value)))
        }
    }

    /// A list that a thumb ticks, and a field for a scanned code.
    private var packing: HTML {
        let done = page.pieces.count(where: \.isPacked)
        return section(.class("stack"), .id("packing")) {
            h2 { visit.say(Phrase("装箱单：\(done) / \(page.pieces.count)", "Packing list: \(done) of \(page.pieces.count)")) }
            form(.method(.post), .action(.within("\(page.path)/packing")), .class("form")) {
                visit.csrfField
                div(.class("field")) {
                    label(.for("field-code")) { visit.say(Phrase("扫码或输入编号", "Scan a label, or type its number")) }
                    input(.type("text"), .id("field-code"), .name("code"), .maxlength(200), .autocomplete("off"))
                }
                div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("勾选这一件", "Tick this one")) } }
            }
            form(.method(.post), .action(.within("\(page.path)/crates")), .class("form")) {
                visit.csrfField
                fieldset(.id("field-packed")) {
                    legend { visit.say(Phrase("逐件勾选", "Tick each thing")) }
                    for one in page.pieces {
                        label(.class("check", "check-large")) {
                            input(.type("checkbox"), .name("packed"), .value(one.piece.id.text), .checked(one.isPacked))
                            span {
                                one.piece.number + " · " + one.piece.name(visit.language)
                                if one.piece.state == .underRepair {
                                    span(.class("meta")) { visit.say(Phrase("正在维修，不能装箱", "under repair, cannot go")) }
                                }
                            }
                        }
                    }
                }
                area("missing_reason", "missing_reason", Phrase("有不装的，请写明原因", "Why, where something stays"))
                div(.class("form-actions")) {
                    button(.class("button", "button-primary", "button-large"), .type("submit"), .name("close"), .value("1")) {
                        visit.say(LoanEvent.pack.title)
                    }
                    button(.class("button"), .type("submit")) { visit.say(Phrase("先保存勾选", "Keep the ticks")) }
                }
            }
        }
    }

    /// Each thing with how it was found, a word and a photograph.
    private func handover(_ event: LoanEvent) -> HTML {
        let address = event == .accept ? "acceptance" : "inspection"
        return section(.class("stack"), .id(address)) {
            h2 { visit.say(event == .accept ? Phrase("验收：逐件查看", "Accept: look at each thing") : Phrase("查验：逐件查看", "Inspect: look at each thing")) }
            form(.method(.post), .action(.within("\(page.path)/\(address)")), .class("form"), .enctype("multipart/form-data"), .novalidate()) {
                visit.csrfField
                for one in page.pieces where one.isPacked { finding(one) }
                PhotoField.html("photos", Phrase("全景照片（选填，可多张）", "Photographs of all of it (optional, several)"), many: true, visit)
                if event == .accept {
                    label(.class("check", "check-large"), .for("field-site_checked")) {
                        input(
                            .type("checkbox"), .id("field-site_checked"), .name("site_checked"), .value("1"),
                            .checked(page.posted["site_checked"] != nil))
                        span { visit.say(Phrase("场地已检查：面积、供电、通道、地面都符合", "The place is checked: space, power, ways in, floor")) }
                    }
                }
                area("\(address)-remark", "remark", Phrase("说明（选填）", "Remark (optional)"))
                div(.class("form-actions")) {
                    button(.class("button", "button-primary", "button-large", "button-wide"), .type("submit")) { visit.say(event.title) }
                }
            }
        }
    }

    private func finding(_ one: LoanPiece) -> HTML {
        let id = one.piece.id.text, chosen = page.posted["condition-\(id)"] ?? Condition.good.rawValue
        return fieldset(.class("stack")) {
            legend { one.piece.number + " · " + one.piece.name(visit.language) }
            div(.class("choice-row")) {
                for condition in Condition.allCases {
                    label(.class("check")) {
                        input(.type("radio"), .name("condition-\(id)"), .value(condition.rawValue), .checked(chosen == condition.rawValue))
                        span { visit.say(condition.title) }
                    }
                }
            }
            details(.open(page.problem?.field == "remark-\(id)" || chosen == Condition.broken.rawValue || chosen == Condition.missing.rawValue)) {
                summary { visit.say(Phrase("说明和照片", "A word and a photograph")) }
                div(.class("field")) {
                    label(.for("field-remark-\(id)")) { visit.say(Phrase("哪里损坏、缺什么", "What is broken or missing")) }
                    input(.type("text"), .id("field-remark-\(id)"), .name("remark-\(id)"), .maxlength(500), .value(page.posted["remark-\(id)"] ?? ""))
                }
                PhotoField.html("photo-\(id)", Phrase("照片", "Photograph"), many: false, visit)
            }
        }
    }
}

extension Misfit.Field {
    var title: Phrase {
        switch self {
        case .area: Phrase("面积", "Area")
        case .doorWidth: Phrase("门宽", "Door width")
        case .doorHeight: Phrase("门高", "Door height")
        case .floor: Phrase("地面承重", "Floor load")
        case .power: Phrase("供电", "Power")
        case .indoor: Phrase("须在室内", "Indoors")
        case .network: Phrase("网络", "Network")
        }
    }
}
