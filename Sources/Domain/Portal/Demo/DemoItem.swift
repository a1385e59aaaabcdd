import Activities
import Kernel
import Language
import Regions

/// One activity of the demonstration, worked out from its number alone.
struct DemoItem: Sendable {
    enum Part: Sendable { case whole, cities, bases, both, earlier }

    let number: Int
    let body: DemoBody
    let content: ActivityContent
    let sessions: [SessionDraft]
    let part: Part

    var isUmbrella: Bool { number % 100 == 0 }
    /// The umbrella that it belongs to.
    var umbrella: Int? { (1...3).contains(number % 100) ? number - number % 100 : nil }

    var state: PlacementState {
        guard part != .earlier, !isUmbrella, umbrella == nil else { return .published }
        return switch number % 40 {
        case 11: .toModerate
        case 12: .returned
        case 13: .ready
        case 14: .draft
        default: .published
        }
    }

    var status: (status: ActivityStatus, reason: String)? {
        switch number % 67 {
        case 5: (.cancelled, "场地维修，活动取消。（示例）")
        case 6: (.rescheduled, "因天气原因改期。（示例）")
        case 7: (.movedOnline, "改为线上直播。（示例）")
        default: nil
        }
    }

    /// - Parameters:
    ///   - count: how many there are; the last ones belong to the edition that is over.
    ///   - today: the middle of the campaign.
    init(_ number: Int, of count: Int, bodies: [DemoBody], today: Day) {
        var numbers = DemoNumbers(seed: number)
        let atHost = number % 16 == 3
        let body = bodies.first { atHost && $0.region == "610113" } ?? bodies[(number * 13 + number / bodies.count) % bodies.count]
        let topic = numbers.one(of: DemoTopic.all)
        let template = numbers.one(of: DemoTemplate.all)
        (self.number, self.body) = (number, body)
        let mode = Self.mode(numbers.below(10))
        content = Self.content(topic, template, mode: mode, at: body, atVenue: atHost || numbers.below(2) == 0, &numbers)
        part = number >= count - DemoProgramme.earlier ? .earlier : [.cities, .bases, .cities, .both, .whole][number % 5]
        let first = part == .earlier ? today.adding(days: -60 + numbers.below(6)) : today.adding(days: numbers.below(28) - 14)
        let capacity = mode == .online ? nil : template.capacity
        let last = part == .earlier ? today.adding(days: -54) : today.adding(days: 15)
        var drafts: [SessionDraft] = []
        for step in 0..<(1 + numbers.below(3)) {
            let hour = [9, 10, 14, 15, 19][numbers.below(5)]
            if let draft = Self.session(on: min(first.adding(days: step), last), hour: hour, template, capacity) { drafts.append(draft) }
        }
        sessions = drafts
    }

    private static func mode(_ dice: Int) -> AttendanceMode { dice == 0 ? .online : dice == 1 ? .both : .onsite }

    private static func content(
        _ topic: DemoTopic, _ template: DemoTemplate, mode: AttendanceMode, at body: DemoBody, atVenue: Bool, _ numbers: inout DemoNumbers
    ) -> ActivityContent {
        let summary = Wording("\(template.textZH)（示例数据）", "\(template.textEN) (Demonstration data.)")
        var content = ActivityContent(title: template.title(topic), summary: summary, kind: template.kind, mode: mode)
        content.description = Wording(
            "主题：\(topic.zh)。\(template.textZH)\n此活动为演示而虚构，请勿前往。", "Theme: \(topic.en). \(template.textEN)\nThis activity is made up for the demonstration; please do not go there.")
        content.themes = [topic.key]
        if atVenue {
            content.venue = body.venue
        } else if let province = RegionTable.china2023[body.province] {
            let county = numbers.one(of: DemoPlaces.counties(of: province))
            let name = numbers.one(of: DemoPlaces.names)
            content.region = county.code
            content.place = Place(
                name: Wording("\(county.shortZH)\(name.zh)（示例）", "\(county.nameEN) \(name.en ?? "") (demo)"),
                point: DemoCentres.point(in: county.code, number: numbers.below(1000)))
        }
        if mode != .onsite { content.onlineURL = "https://example.org/live/\(topic.key)" }
        if numbers.below(3) > 0 { content.ageMin = [4, 6, 8, 10, 12][numbers.below(5)] }
        if let min = content.ageMin, numbers.below(2) == 0 { content.ageMax = min + 6 }
        content.isFree = numbers.below(8) > 0
        if content.isFree == false { content.fee = Wording("材料费 20 元", "20 yuan for materials") }
        content.access = Set(AccessNeed.allCases.filter { _ in numbers.below(4) == 0 })
        content.capacity = mode == .online ? nil : template.capacity
        return content
    }

    private static func session(on day: Day, hour: Int, _ template: DemoTemplate, _ capacity: Int?) -> SessionDraft? {
        let isLong = template.minutes > 240
        guard let begin = LocalTime(day: day, hour: isLong ? 9 : hour, minute: 0) else { return nil }
        return SessionDraft(begin: begin, end: begin.adding(minutes: template.minutes), zone: .china, capacity: capacity)
    }
}
