import App
import Foundation
import Rooms
import Storage
import TestKit
import Testing

/// Strings that break careless programs, through every field of every form of every room, as an administrator.
@Suite struct NaughtyFormsTests {
    /// Forms that change what the others stand on come last.
    private static let last = ["status", "moderation", "withdrawal", "removal", "closing", "lock", "forget", "erasure", "cancellation", "acceptance", "sign-out"]

    /// Forms that answer a text that they cannot take with a page of its own: what is lost is a key, or a reason with a NUL or too long.
    private static let loses: Set = ["/desk/activities/{id}/status", "/desk/activities/{id}/placements", "/desk/news/{id}/withdrawal"]
    /// Forms that stand on a page only in the middle of something: PeopleTests send them, CampaignsTests those of news that is written,
    /// ActivitiesTests those of entering and of a look afterwards, CallsTests those of applications, reviews, objections, titles and keys,
    /// ExhibitsTests those of exhibits and loans.
    /// RoundsTests those of declarations and appeals, CommendationsTests those of scores and rankings, FeedbackTests those of visitors.
    /// ActivitiesTests those of entering and of a look afterwards, TalksTests, MobileFacilitiesTests, WorkingVisitsTests and PlansTests their own, CallsTests those of applications, reviews, objections, titles and keys.
    private static let unreached = [
        "/ballot-entries/{code}/withdrawal", "/ballots/{id}/entries", "/bookings/{code}/appeal", "/bookings/{code}/consent-withdrawal", "/bookings/{code}/letter", "/bookings/{code}/names",
        "/bookings/{code}/session", "/desk/accounts/{id}/codes-end", "/desk/accounts/{id}/login-removal", "/desk/accounts/{id}/opening",
        "/desk/activities/offers", "/desk/activities/sheet/taking", "/desk/activities/unfinished", "/desk/activities/unfinished/removal",
        "/desk/activities/{id}/ballot", "/desk/activities/{id}/children/{child}/removal", "/desk/activities/{id}/invitations/{umbrella}", "/desk/activities/{id}/offers",
        "/desk/activities/{id}/sessions/{session}/bookings/message", "/desk/activities/{id}/sessions/{session}/bookings/{booking}/answer",
        "/desk/activities/{id}/sessions/{session}/bookings/{booking}/appeal", "/desk/agreements/{id}/agree", "/desk/agreements/{id}/decline", "/desk/agreements/{id}/edit", "/desk/agreements/{id}/removal", "/desk/agreements/{id}/tasks", "/desk/appeals/{id}", "/desk/applications/{id}",
        "/desk/applications/{id}/attachments", "/desk/applications/{id}/attachments/{attachment}/removal", "/desk/applications/{id}/draft",
        "/desk/applications/{id}/exclusions", "/desk/applications/{id}/exclusions/{expert}/removal", "/desk/applications/{id}/printing",
        "/desk/applications/{id}/scan", "/desk/applications/{id}/withdrawal", "/desk/assessments/{id}",
        "/desk/ballots/{id}/cancellation", "/desk/booking-rules/{level}/{subject}/removal", "/desk/calls/{key}/applications/{id}", "/desk/calls/{key}/applications/{id}/award",
        "/desk/calls/{key}/applications/{id}/checks", "/desk/calls/{key}/applications/{id}/seats/{expert}", "/desk/calls/{key}/apply",
        "/desk/calls/{key}/days", "/desk/calls/{key}/experts", "/desk/calls/{key}/grants", "/desk/calls/{key}/inspections/{id}",
        "/desk/calls/{key}/inspections/{id}/photos", "/desk/calls/{key}/inspections/{id}/photos/{photo}/removal", "/desk/calls/{key}/meetings",
        "/desk/calls/{key}/notices", "/desk/calls/{key}/scores", "/desk/campaigns/{key}/flags", "/desk/campaigns/{key}/flags/withdrawal",
        "/desk/campaigns/{key}/kit/{id}/activity", "/desk/campaigns/{key}/programme/{id}", "/desk/campaigns/{key}/taking-part",
        "/desk/campaigns/{key}/taking-part/leaving", "/desk/commendations/{key}/{unit}/{indicator}", "/desk/declarations/{id}", "/desk/declarations/{id}/appeals", "/desk/declarations/{id}/draft",
        "/desk/declarations/{id}/papers", "/desk/declarations/{id}/papers/{paper}/removal", "/desk/declarations/{id}/returns",
        "/desk/declarations/{id}/steps", "/desk/duties/{task}/goals/{key}", "/desk/duties/{task}/lead", "/desk/duties/{task}/milestones/{key}", "/desk/duties/{task}/parts",
        "/desk/duties/{task}/reports/{period}", "/desk/duties/{task}/reports/{period}/decision", "/desk/duties/{task}/risk", "/desk/duties/{task}/steps", "/desk/exhibits/{id}/photos", "/desk/exhibits/{id}/photos/{photo}/removal", "/desk/exhibits/{id}/pieces",
        "/desk/exhibits/{id}/sheet", "/desk/experts/{id}", "/desk/experts/{id}/retirement", "/desk/experts/{id}/return", "/desk/facilities/{id}",
        "/desk/facilities/{id}/activities", "/desk/facilities/{id}/activities/removal", "/desk/facilities/{id}/readings",
        "/desk/facilities/{id}/steps", "/desk/faults/{id}/steps", "/desk/keys/{authority}/rotation", "/desk/loans", "/desk/loans/{id}/acceptance",
        "/desk/loans/{id}/borrowing", "/desk/loans/{id}/crates", "/desk/loans/{id}/inspection", "/desk/loans/{id}/lending",
        "/desk/loans/{id}/packing", "/desk/loans/{id}/reservation", "/desk/me/codes/confirmation", "/desk/me/codes/end", "/desk/me/codes/recovery",
        "/desk/me/roles/returns", "/desk/me/tokens/revocation", "/desk/moderation/afterwards", "/desk/news/{id}", "/desk/news/{id}/decision",
        "/desk/news/{id}/pictures", "/desk/news/{id}/pictures/{picture}/removal", "/desk/news/{id}/steps",
        "/desk/notices/{id}/items/{position}/striking", "/desk/notices/{id}/outcomes", "/desk/notices/{id}/successor", "/desk/objections/{id}",
        "/desk/organisations/wanted/{unit}/addition", "/desk/organisations/wanted/{unit}/recognition", "/desk/organisations/{id}/merging",
        "/desk/pieces/{id}", "/desk/pieces/{id}/faults", "/desk/pieces/{id}/retirement",
        "/desk/plans/{key}/facts", "/desk/plans/{key}/issue", "/desk/plans/{key}/next", "/desk/plans/{key}/removal", "/desk/plans/{key}/table", "/desk/plans/{key}/tasks/new", "/desk/plans/{key}/tasks/{task}",
        "/desk/plans/{key}/tasks/{task}/removal", "/desk/rankings/{key}/publication", "/desk/rankings/{key}/reckoning",
        "/desk/rankings/{key}/{unit}/{indicator}", "/desk/recommendations/{id}",
        "/desk/register/{id}/revocation", "/desk/resources/{id}", "/desk/resources/{id}/decision", "/desk/resources/{id}/files",
        "/desk/resources/{id}/files/{file}/removal", "/desk/resources/{id}/pack/build", "/desk/resources/{id}/pack/contents",
        "/desk/resources/{id}/pack/contents/{item}/place", "/desk/resources/{id}/pack/contents/{item}/removal", "/desk/resources/{id}/steps",
        "/desk/resources/{id}/uploads", "/desk/resources/{id}/uploads/{upload}/closing", "/desk/resources/{id}/uploads/{upload}/pieces",
        "/desk/resources/{id}/uploads/{upload}/removal", "/desk/resources/{id}/use", "/desk/resources/{id}/versions",
        "/desk/resources/{id}/vettings", "/desk/resources/{id}/withdrawal", "/desk/results/{activity}/{result}", "/desk/reviews/{id}", "/desk/reviews/{id}/conflict",
        "/desk/rounds/{key}/decisions", "/desk/rounds/{key}/declarations/{id}", "/desk/rounds/{key}/declare", "/desk/rounds/{key}/list",
        "/desk/rounds/{key}/loans", "/desk/rounds/{key}/publication", "/desk/rounds/{key}/settlement", "/desk/schemes/{key}",
        "/desk/schemes/{key}/lists", "/desk/talks/speakers/{expert}", "/desk/talks/speakers/{expert}/days",
        "/desk/talks/speakers/{expert}/days/removal", "/desk/talks/speakers/{expert}/offers", "/desk/talks/speakers/{expert}/offers/removal",
        "/desk/talks/{id}/answer", "/desk/talks/{id}/cancellation", "/desk/talks/{id}/confirmation", "/desk/talks/{id}/dispatch",
        "/desk/talks/{id}/recall", "/desk/talks/{id}/record", "/desk/talks/{id}/schedule", "/desk/talks/{id}/withdrawal", "/desk/ties",
        "/desk/ties/removal", "/desk/titles/assessments/{id}", "/desk/titles/assessments/{id}/draft", "/desk/titles/assessments/{id}/files",
        "/desk/titles/assessments/{id}/files/{file}/removal", "/desk/vettings/{resource}/{version}",
        "/desk/visits/{id}", "/desk/visits/{id}/conclusions", "/desk/visits/{id}/conclusions/removal", "/desk/visits/{id}/news", "/desk/visits/{id}/news/withdrawal",
        "/desk/visits/{id}/people", "/desk/visits/{id}/people/removal", "/desk/visits/{id}/steps", "/desk/visits/{id}/summary",
        "/desk/visits/{id}/tasks", "/door/devices/pairing", "/door/devices/sync", "/door/{activity}/{session}/devices/{device}/revocation", "/door/{activity}/{session}/undo", "/exhibits/{id}/faults", "/feedback/{session}", "/feedback/{session}/tickets/{code}", "/feedback/{session}/{token}",
        "/live/{session}/beat/{token}", "/notices/{id}/objections", "/sign-in/again", "/sign-in/code",
    ]
    private static let tells = ProcessInfo.processInfo.environment["KEPU_TELL"] != nil

    /// What is taken and by design not shown to whoever sent it: codes that no ticket has are told by their number; who forgot a password is
    /// not told whether there is such an account; the reason for many decisions stands with each of them.
    private static let silent: [String: Set<String>] = [
        "/door/{activity}/{session}/scans": ["tickets"], "/sign-in/reset": ["login"], "/desk/activities/{id}/sessions/{session}/results": ["sample_counts"], "/desk/moderation/decisions": ["reason"],
    ]

    @Test func everyFieldOfEveryRoom() async throws {
        let start = ContinuousClock.now
        let world = try await NaughtyWorld.make(.sqlite)
        let visitors = [NaughtyVisitor(world.site, language: "en"), NaughtyVisitor(world.site, language: "zh")]
        let stranger = NaughtyVisitor(world.site, language: "en")
        var crawl = NaughtyCrawl(world.kepu.house)
        try await crawl.walk(stranger, from: ["/sign-in"] + world.links)
        for visitor in visitors { try await signIn(visitor) }
        try await crawl.walk(visitors[0], from: ["/desk", "/"] + world.hidden)
        #expect(crawl.complaints.isEmpty, "\(crawl.complaints)")
        #expect(crawl.posts.subtracting(crawl.found.values.map(\.pattern)).sorted() == Self.unreached)

        var drivers = crawl.found.values.filter { !$0.form.fields.isEmpty }.map(NaughtyDriver.init).filter(\.takesText)
        drivers.sort { (Self.rank($0), $0.found.key) < (Self.rank($1), $1.found.key) }
        var complaints: [String] = []
        for index in drivers.indices {
            let begin = ContinuousClock.now
            let guests = drivers[index].found.pagePattern == "/sign-in" ? [stranger] : visitors
            try await drive(&drivers[index], guests)
            complaints += drivers[index].complaints
            if Self.tells {
                print(
                    drivers[index].found.room, drivers[index].found.pagePattern, drivers[index].found.pattern, drivers[index].accepted,
                    drivers[index].refused, drivers[index].lost, ContinuousClock.now - begin)
            }
        }
        #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
        for driver in drivers {
            let unseen = driver.taken.subtracting(driver.returned).subtracting(Self.silent[driver.found.pattern] ?? [])
            #expect(unseen.isEmpty, "\(driver.found.key): taken and never shown again: \(unseen.sorted())")
        }
        #expect(Set(drivers.filter { $0.lost > 0 }.map(\.found.pattern)).subtracting(Self.loses).sorted() == [])
        // Every room with forms, and no fewer of them than there were.
        #expect(Set(drivers.map(\.found.room)).isSuperset(of: ["people", "venues", "campaigns", "activities", "participation", "bookings"]))
        #expect(drivers.count >= 25 && drivers.count { $0.accepted > 0 } >= 18, "\(drivers.count) forms, \(drivers.count { $0.accepted > 0 }) accepting")
        if Self.tells { print(drivers.count, visitors.map(\.requests), ContinuousClock.now - start) }
        await world.kepu.database.close()
    }

    /// First what is not free wrong, in both languages; then texts in every free field, several of them in one where they fit;
    /// then those that no field takes; then a good part of the shared list.
    private func drive(_ driver: inout NaughtyDriver, _ guests: [NaughtyVisitor]) async throws {
        let (one, other) = (guests[0], guests[guests.count - 1])
        try await driver.junk(one, ["'\"><script>alert(1)</script>", "\u{202E}1e400 <b>"])
        if driver.hasPassword { return }
        try await driver.junk(other, ["]]>", "\u{301}x=1"])
        let taken = NaughtyTexts.ours.filter { !$0.unicodeScalars.contains("\u{0}") && $0.count < 1_000 }
        for text in ["x\u{0}y", String(repeating: "x", count: 30_000)] where !driver.freeFields.isEmpty { try await driver.fill(other) { _ in text } }
        var texts = NaughtyPacking(taken, most: 400)
        for _ in 0..<24 where !driver.freeFields.isEmpty && !texts.isDone(driver.freeFields) {
            try await driver.fill(one) { texts.next($0) }
        }
        var shared = NaughtyPacking(NaughtyTexts.shared.filter { !$0.unicodeScalars.contains("\u{0}") }, most: 1_500)
        for _ in 0..<5 where !NaughtyTexts.shared.isEmpty && !driver.freeFields.isEmpty { try await driver.fill(other) { shared.next($0) } }
    }

    private static func rank(_ driver: NaughtyDriver) -> Int {
        last.firstIndex { driver.found.pattern.contains($0) }.map { $0 + 1 } ?? 0
    }

    private func signIn(_ visitor: NaughtyVisitor) async throws {
        let form = try #require(try await visitor.go("/sign-in").forms.first { $0.action == "/sign-in" })
        let values = form.fields.map { ($0.name, $0.name == "login" ? NaughtyWorld.login : $0.name == "password" ? NaughtyWorld.password : $0.value) }
        #expect(try await visitor.send(form, values).status == 200)
    }
}
