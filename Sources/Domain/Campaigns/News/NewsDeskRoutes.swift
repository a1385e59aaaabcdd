import Access
import Files
import Kernel
import Language
import Rooms
import Storage
import Web

/// `/desk/news`: writing news, checking it, taking it back.
enum NewsDeskRoutes {
    static let longestRemark = 1000

    static let item = DeskItem("/desk/news", "动态", "News", permission: Campaigns.readNews, in: .network, order: 52)

    static func routes(_ house: House) -> [Route] {
        [
            .get("/desk/news", .permitted(Campaigns.readNews), filters: ["state", "page"]) { visit in
                let identity = try visit.signedIn()
                return try await visit.database.read { tx in try NewsDeskList(visit, for: identity, in: tx) }.answer(visit)
            },
            .get("/desk/news/new", .permitted(Campaigns.writeNews), filters: ["campaign"]) { visit in try await NewsWriting(house: house, visit: visit).new },
            .post("/desk/news", .permitted(Campaigns.writeNews)) { visit in try await NewsWriting(house: house, visit: visit).add },
            .get("/desk/news/{id}", .permitted(Campaigns.readNews)) { visit in try await page(visit, house).answer(visit) },
            .post("/desk/news/{id}", .permitted(Campaigns.writeNews)) { visit in try await NewsWriting(house: house, visit: visit).revise },
            .post("/desk/news/{id}/successor", .permitted(Campaigns.writeNews)) { visit in try await NewsWriting(house: house, visit: visit).succeed },
            .post("/desk/news/{id}/pictures", .permitted(Campaigns.writeNews), bodyLimit: Picture.mostBytes + (1 << 20)) { visit in
                try await NewsWriting(house: house, visit: visit).addPicture
            },
            .post("/desk/news/{id}/pictures/{picture}/removal", .permitted(Campaigns.writeNews)) { visit in
                try await NewsWriting(house: house, visit: visit).removePicture
            },
            .post("/desk/news/{id}/steps", .permitted(Campaigns.writeNews)) { visit in
                let events: [NewsEvent] = [.submit, .recall, .discard]
                guard let event = events.first(where: { $0.rawValue == visit.posted.fields["event"] }) else { throw unknownStep }
                return try await take(NewsStep(event: event), visit, house)
            },
            .post("/desk/news/{id}/decision", .permitted(Campaigns.checkNews)) { visit in
                let events: [NewsEvent] = [.publish, .giveBack]
                guard let event = events.first(where: { $0.rawValue == visit.posted.fields["decision"] }) else { throw unknownStep }
                let seen = visit.posted.fields["seen"].flatMap { Int64($0) }.map { Instant(microseconds: $0) }
                return try await take(
                    NewsStep(event: event, remark: try remark(visit), isAlone: visit.posted.fields["alone"] == "1", seen: seen), visit, house)
            },
            .post("/desk/news/{id}/withdrawal", .permitted(Campaigns.checkNews)) { visit in
                try await take(NewsStep(event: .withdraw, remark: try remark(visit)), visit, house)
            },
        ]
    }

    static func page(_ visit: Visit, _ house: House) async throws -> NewsDeskPage {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: NewsItem.noun, NewsItem.self))
        return try await visit.database.read { tx in try NewsDeskPage(id, for: identity, house, in: tx) }
    }

    /// Takes the step in one transaction; what a rule has against it is shown above the item.
    private static func take(_ step: NewsStep, _ visit: Visit, _ house: House) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: NewsItem.noun, NewsItem.self))
        do {
            try await visit.database.write { tx in try tx.step(id, step, by: identity) }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            var page = try await page(visit, house)
            page.problem = refusal
            return page.answer(visit)
        }
        return visit.see("/desk/news/\(id.text)", saying: said(of: step.event))
    }

    private static func said(of event: NewsEvent) -> Phrase {
        switch event {
        case .submit: Phrase("已提交核对。", "It is submitted for checking.")
        case .recall: Phrase("已收回，可以继续修改。", "You have it back and may edit it.")
        case .discard: Phrase("草稿已丢弃。", "The draft is discarded.")
        case .publish: Phrase("已发布。", "It is published.")
        case .giveBack: Phrase("已退回，作者会收到意见。", "It is returned; its writer is told.")
        case .withdraw: Phrase("已撤下。", "It is withdrawn.")
        case .supersede: Phrase("已被取代。", "It is superseded.")
        }
    }

    private static func remark(_ visit: Visit) throws(Refusal) -> String {
        let reading = Form(FormField("remark", "意见", "Remark", .longText(max: longestRemark))).read(visit.posted)
        if let remark = reading.remark(on: "remark") { throw Refusal(.invalid, "news-remark", remark, field: "remark") }
        return reading.text("remark")
    }

    private static let unknownStep = Refusal(
        .invalid, "news-step", "没有这样的操作。请用页面上的按钮。", "There is no such step. Use the buttons of the page.", field: "event")
}
