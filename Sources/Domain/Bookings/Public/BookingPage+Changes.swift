import Activities
import Files
import Kernel
import Language
import Markup
import Storage
import Web

/// What is missing, and what can still be changed.
extension BookingPage {
    private func reading(_ part: BookingChangeForms, _ values: [String: String] = [:]) -> FormReading {
        if let wrong, wrong.part == part { return wrong.reading }
        return part.form.filled(values)
    }

    /// Names and the letter, where the rules ask for them: above everything else while they are missing.
    @HTMLBuilder var papers: HTML {
        if model.isChangeable(at: visit.now), model.person != nil {
            if model.kind.needsLetter { letter }
            if model.kind.names != .contact { names }
        }
    }

    private var names: HTML {
        let isMissing = model.named < booking.party
        return details(.open().when(isMissing || wrong?.part == .names), .id("names")) {
            summary { visit.say(Phrase("参观者名单（\(model.named) / \(booking.party)）", "Those who come (\(model.named) of \(booking.party))")) }
            p { visit.say(model.kind.names == .identified ? Phrase("每行一人：姓名 证件号码。重新填写会替换原来的名单。", "One person in each line: name, blank, identity number. What you send replaces the list.") : Phrase("每行一个姓名。重新填写会替换原来的名单。", "One name in each line. What you send replaces the list.")) }
            visit.formHTML(reading(.names), action: path + "/names", submit: Phrase("保存名单", "Keep the names"))
        }
    }

    private var letter: HTML {
        section(.class("stack"), .id("letter")) {
            h2 { visit.say(Phrase("公函", "Letter")) }
            if let details = model.details, details.letter != nil { p { visit.say(Phrase("已收到：\(details.letterName)", "Received: \(details.letterName)")) } }
            if let letterProblem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(letterProblem.phrase) } } }
            Markup.form(.method(.post), .action(.within(path + "/letter")), .class("form"), .enctype("multipart/form-data")) {
                visit.csrfField
                div(.class("field")) {
                    label(.for("letter")) { visit.say(Phrase("盖章公函的扫描件或照片（PDF、JPEG、PNG）", "A scan or photo of the sealed letter (PDF, JPEG, PNG)")) }
                    input(.type("file"), .id("letter"), .name("letter"), .accept(Document.accept))
                }
                button(.class("button"), .type("submit")) { visit.say(Phrase("上传", "Send")) }
            }
        }
    }

    /// Fewer persons, another session, another contact person.
    @HTMLBuilder var changes: HTML {
        if model.isChangeable(at: visit.now), booking.state != .waiting, booking.state != .offered, model.session.status != .cancelled {
            section(.class("stack"), .id("changes")) {
                h2 { visit.say(Phrase("更改预约", "Change the booking")) }
                if let until = model.rules.changeUntil(booking.kind)?.instant(for: model.session) { change(until) }
                if booking.party > max(1, model.kind.party.lowerBound) { size }
                if !model.others.isEmpty { move }
                if model.person != nil, !model.kind.isContactFixed { contact }
            }
        }
    }

    private func change(_ until: Instant) -> HTML {
        let isLate = visit.now >= until, bars = model.rules.noShows?.lateChangeBars == true
        let when = Phrase(Dates.moment(until, model.session.zone, .zh), Dates.moment(until, model.session.zone, .en))
        return p(.class("meta")) {
            visit.say(
                isLate && bars
                    ? Phrase("更改期限（\(when.zh)）已过：现在更改或取消会被记录，并在规定期限内不能再预约。", "The time for changes ended \(when.en): a change or cancellation now goes on record and bars from booking, as the rules say.")
                    : isLate ? Phrase("更改期限（\(when.zh)）已过，不能再更改或取消；如不能到场，请联系主办单位。", "The time for changes ended \(when.en): the booking can no longer be changed or cancelled. If you cannot come, tell the host.")
                    : Phrase("\(when.zh) 之前可免费更改或取消。", "Changes and cancellations cost nothing until \(when.en)."))
        }
    }

    private var size: HTML {
        details(.open().when(wrong?.part == .size)) {
            summary { visit.say(Phrase("减少人数", "Fewer persons")) }
            visit.formHTML(reading(.size, ["party": String(booking.party - 1)]), action: path + "/size", submit: Phrase("减少人数", "Make the party smaller"))
        }
    }

    private var move: HTML {
        details(.open().when(wrong?.part == .session)) {
            summary { visit.say(Phrase("改到另一场", "Another session")) }
            if let wrong, wrong.part == .session { visit.formSummary(wrong.reading) }
            Markup.form(.method(.post), .action(.within(path + "/session")), .class("form")) {
                visit.csrfField
                div(.class("field")) {
                    label(.for("session")) { visit.say(Phrase("改到", "Move to")) }
                    select(.id("session"), .name("session")) {
                        for other in model.others {
                            option(.value(other.id.text)) {
                                other.words(visit.language) + (other.left.map { visit.say(Phrase("（剩 \($0)）", " (\($0) left)")) } ?? "")
                            }
                        }
                    }
                }
                button(.class("button"), .type("submit")) { visit.say(Phrase("改到这一场", "Move the booking")) }
            }
        }
    }

    private var contact: HTML {
        details(.open().when(wrong?.part == .contact)) {
            summary { visit.say(booking.kind.isLed ? Phrase("更换领队", "Another leader") : Phrase("更换联系人", "Another contact person")) }
            visit.formHTML(reading(.contact), action: path + "/contact", submit: Phrase("更换", "Change"))
        }
    }

    /// What is on record for not coming, and the way to say why.
    @HTMLBuilder var missed: HTML {
        if let strike = model.strike {
            section(.class("stack"), .id("missed")) {
                h2 { visit.say(strike.reason.title) }
                p { visit.say(strike.state.title) }
                if let rule = model.rules.noShows { p(.class("meta")) { visit.say(rule.sentence) } }
                if !strike.answer.isEmpty { blockquote { strike.answer } }
                if strike.state == .counted {
                    visit.formHTML(reading(.appeal), action: path + "/appeal", submit: Phrase("提交申诉", "Appeal"))
                }
            }
        }
    }
}
