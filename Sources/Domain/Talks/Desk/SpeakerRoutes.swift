import Access
import Calls
import Kernel
import Language
import Resources
import Storage
import Venues
import Web

/// Speakers at the desk: kept by themselves, vetted by the office.
enum SpeakerRoutes {
    static let dayForm = Form(
        FormField("day", "日期", "Day", .day, required: true),
        FormField("is_free", "这一天", "On that day", .choice([.init("0", Phrase("不行", "Not free")), .init("1", Phrase("可以", "Free"))]), required: true))

    static func offerForm(_ free: [(id: ID<Resource>, name: Wording)]) -> Form {
        Form(FormField("resource", "报告或课程", "Talk or course", .choice(free.map { .init($0.id.text, $0.name.phrase) }), required: true))
    }

    static let routes: [Route] = [
        .get("/desk/talks/speakers", .permitted(Talks.pool), filters: []) { visit in
            let identity = try visit.signedIn()
            return try await visit.database.read { tx in try SpeakerList(for: identity, in: tx) }.answer(visit)
        },
        .get("/desk/talks/speakers/{expert}", .permitted(Talks.pool), filters: []) { visit in try await page(visit).answer(visit) },
        .post("/desk/talks/speakers/{expert}", .permitted(Talks.pool)) { visit in try await change(visit) },
        .post("/desk/talks/speakers/{expert}/offers", .permitted(Talks.dispatch)) { visit in
            let resource = ID<Resource>(visit.posted.fields["resource"] ?? "")
            return try await act(visit, saying: Phrase("已指定主讲人。", "It is theirs now.")) { tx, speaker, identity in
                guard let resource else { throw Refusal(.invalid, "offer-resource", "请选择资源目录中的一项报告或课程。", "Choose a talk or a course of the catalogue.", field: "resource") }
                try tx.offer(resource, by: speaker.id, as: identity)
            }
        },
        .post("/desk/talks/speakers/{expert}/offers/removal", .permitted(Talks.pool)) { visit in
            let resource = ID<Resource>(visit.posted.fields["resource"] ?? "")
            return try await act(visit, saying: Phrase("已撤下，不再接受点单。", "Taken off; nobody can ask for it now.")) { tx, speaker, identity in
                if let resource { try tx.withdrawOffer(resource, of: speaker.id, by: identity) }
            }
        },
        .post("/desk/talks/speakers/{expert}/days", .permitted(Talks.pool)) { visit in
            let reading = dayForm.read(visit.posted)
            return try await act(visit, saying: Phrase("已记下。", "Noted.")) { tx, speaker, _ in
                guard let day = reading.day("day"), reading.isGood else {
                    throw Refusal(.invalid, "talk-day", "请填写日期并选择可以或不行。", "Give the day, and say whether they are free.", field: "day")
                }
                try tx.keepException(of: speaker.id, on: day, isFree: reading.text("is_free") == "1")
            }
        },
        .post("/desk/talks/speakers/{expert}/days/removal", .permitted(Talks.pool)) { visit in
            let day = Day(iso: visit.posted.fields["day"] ?? "")
            return try await act(visit, saying: Phrase("已删去。", "Removed.")) { tx, speaker, _ in
                if let day { try tx.removeException(of: speaker.id, on: day) }
            }
        },
    ]

    private static func page(_ visit: Visit) async throws -> SpeakerPage {
        let (identity, id) = (try visit.signedIn(), try visit.id("expert", of: Speaker.noun, Expert.self))
        return try await visit.database.read { tx in try SpeakerPage(id, for: identity, in: tx) }
    }

    private static func change(_ visit: Visit) async throws -> Answer {
        var page = try await page(visit)
        let identity = try visit.signedIn()
        let (old, isOffice) = (page.speaker, page.isOffice)
        page.reading = SpeakerForm.form(isOffice: isOffice).read(visit.posted)
        if let new = SpeakerForm.read(&page.reading, of: old, isOffice: isOffice, in: visit.regions) {
            let reading = page.reading
            do {
                try await visit.database.write { tx in
                    guard let now = try tx.speaker(old.id), now.isActive else { throw Refusal.notFound(Speaker.noun) }
                    try SeenForm.check(reading, against: SpeakerForm.values(of: now, isOffice: isOffice))
                    var kept = new
                    if !isOffice { kept.vettedUntil = now.vettedUntil }
                    // That a name stands on public pages is the expert's own word; the office may only take it back.
                    if now.accountID != identity.account.id { kept.isPublic = now.isPublic && new.isPublic }
                    try tx.keepSpeaker(kept, by: identity.account.id.number)
                }
                return visit.see(page.path, saying: Phrase("已保存。", "Saved."))
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { page.reading.remark(refusal) }
        }
        return page.answer(visit)
    }

    /// The speaker's own affair, or the office's: asked again in the transaction.
    private static func act(_ visit: Visit, saying said: Phrase, _ body: @escaping @Sendable (Transaction, Speaker, Identity) throws -> Void) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("expert", of: Speaker.noun, Expert.self))
        do {
            try await visit.database.write { tx in
                guard let speaker = try tx.speaker(id), speaker.accountID == identity.account.id || identity.mayAnywhere(Talks.dispatch) else {
                    throw Refusal.notFound(Speaker.noun)
                }
                try body(tx, speaker, identity)
            }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            var page = try await page(visit)
            page.problem = refusal
            return page.answer(visit)
        }
        return visit.see("/desk/talks/speakers/\(id.text)", saying: said)
    }
}
