import Activities
import Calls
import Kernel
import Language
import Markup
import Resources
import Rooms
import Storage
import Venues
import Web

/// What everybody sees of talks on other rooms' pages: who gives one of the catalogue and where to ask for it, who talks in an activity.
enum TalkPanel {
    static let resource = Panel(on: Resources.resourcePanels, order: 10) { visit, subject in
        let found = try await visit.database.read { tx -> SpeakerCard? in
            try tx.talkOffer(ID(subject)).flatMap { try SpeakerCard($0.expertID, in: tx) }
        }
        guard let card = found, card.isOffered else { return nil }
        return section(.class("stack"), .id("talk")) {
            h2 { visit.say(Phrase("主讲人", "Who gives it")) }
            card.html(visit)
            p(.class("actions")) {
                a(.class("button", "button-primary"), .href(.within("/desk/talks/new", query: Query([("resource", ID<Resource>(subject).text)])))) {
                    visit.say(Phrase("点这场报告", "Ask for this talk"))
                }
                a(.class("button", "button-quiet"), .href("/talks/rules")) { visit.say(Phrase("怎样安排", "How it is arranged")) }
            }
        }
    }

    static let activity = Panel(on: Activities.activityPanels, order: 18) { visit, subject in
        let cards = try await visit.database.read { tx in
            try tx.speakersOf(ID<Activity>(subject)).compactMap { try SpeakerCard($0, in: tx) }.filter { $0.isNamed }
        }
        guard !cards.isEmpty else { return nil }
        return section(.class("stack"), .id("speakers")) {
            h2 { visit.say(Phrase("主讲人", "Speakers")) }
            for card in cards { card.html(visit) }
        }
    }
}

/// An expert as everybody sees them who agreed to it.
struct SpeakerCard: Sendable {
    let speaker: Speaker
    let unit: Wording?
    /// Talks on record, and what hosts gave them on the average, in tenths.
    let talks: Int
    let rating: Int?
    let isVetted: Bool

    /// One may ask for their talks.
    var isOffered: Bool { speaker.isActive && isVetted }
    /// They may be named in public.
    var isNamed: Bool { speaker.isPublic && !speaker.name.isEmpty }

    /// Below so many ratings their average says more of one host than of the expert.
    static let leastRatings = 3

    init?(_ id: ID<Expert>, in tx: Transaction) throws {
        guard let speaker = try tx.speaker(id) else { return nil }
        self.speaker = speaker
        isVetted = speaker.isVetted(on: tx.now.day(in: .china))
        unit = try speaker.organisationID.flatMap { try tx.organisation($0)?.name }
        let counts = try tx.row(
            """
            SELECT COUNT(*) AS talks, COUNT(rating) AS rated, COALESCE(SUM(rating), 0) AS points FROM talks_request
            WHERE expert_id = \(id) AND state = \(TalkState.recorded)
            """) { (talks: try $0.int("talks"), rated: try $0.int("rated"), points: try $0.int("points")) }
        talks = counts?.talks ?? 0
        rating = counts.flatMap { $0.rated >= Self.leastRatings ? ($0.points * 10 + $0.rated / 2) / $0.rated : nil }
    }

    func html(_ visit: Visit) -> HTML {
        article(.class("card")) {
            div(.class("card-body")) {
                h3(.class("card-title")) { isNamed ? speaker.name : visit.say(Phrase("专家库的一位专家", "An expert of the pool")) }
                if isNamed, let unit { p(.class("card-place")) { visit.html(unit) } }
                if isNamed, !speaker.about.isEmpty { p { visit.html(speaker.about) } }
                p(.class("meta")) { facts(visit) }
            }
        }
    }

    private func facts(_ visit: Visit) -> String {
        var facts: [String] = []
        if talks > 0 { facts.append(visit.say(Phrase("已作报告 \(talks) 场", talks == 1 ? "1 talk on record" : "\(talks) talks on record"))) }
        if let rating { facts.append(visit.say(Phrase("接待单位评价 \(rating / 10).\(rating % 10) 分（满分 5 分）", "rated \(rating / 10).\(rating % 10) of 5 by hosts"))) }
        let names = speaker.regions.compactMap { visit.regionName($0) }
        facts.append(
            names.isEmpty
                ? visit.say(Phrase("各地都可以去", "travels anywhere")) : visit.say(Phrase("去：\(names.joined(separator: "、"))", "travels to \(names.joined(separator: "; "))")))
        return facts.joined(separator: " · ")
    }
}

extension Transaction {
    /// Who talks, or talked, in an activity, each once.
    fileprivate func speakersOf(_ activity: ID<Activity>) throws -> [ID<Expert>] {
        try rows(
            """
            SELECT DISTINCT expert_id FROM talks_request
            WHERE activity_id = \(activity) AND expert_id IS NOT NULL AND state IN ('scheduled', 'delivered', 'confirmed', 'recorded') ORDER BY expert_id LIMIT 20
            """) { try $0.id("expert_id") }
    }
}
