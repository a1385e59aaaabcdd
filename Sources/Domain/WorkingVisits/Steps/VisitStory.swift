import Access
import Campaigns
import Kernel
import Language
import Storage
import Venues

/// What the public reads of a visit: written here, published as a piece of news of the campaign, taken back with the visit.
extension Transaction {
    /// Keeps what is to be told, for all bodies to agree to: where they had agreed already, they are asked again. Refuses while it is public: it is taken back
    /// first.
    func writeStory(_ title: Wording, _ text: Wording, of id: ID<WorkingVisit>, by identity: Identity) throws {
        try lockVisit(id)
        let old = try deskVisit(id, for: identity)
        guard old.state != .withdrawn else {
            throw Refusal(.conflict, "visit-withdrawn", "这次调研交流已撤回，不能再公开。", "This visit is withdrawn; nothing of it is told to the public.")
        }
        guard old.newsID == nil else {
            throw Refusal(.conflict, "story-told", "公开内容已发布或待核对。要修改，请先收回。", "It is public already, or waits to be checked. Take it back first, then change it.")
        }
        guard old.story?.title != title || old.story?.text != text else { return }
        try execute(
            """
            UPDATE workingvisits_visit SET headline_zh = \(title.zh), headline_en = \(title.en), story_zh = \(text.zh), story_en = \(text.en),
                told_by = \(identity.account.id) WHERE id = \(id)
            """)
        try recordVisit("workingvisits.story-written", id, by: identity.account.id)
        // Of a draft nobody knows but its own body; and one body alone has nobody to ask.
        guard old.state != .draft, try bodies(of: id, for: nil).count > 1 else { return }
        if old.state == .agreed { try moveVisit(old, on: .retell, by: identity.account.id) }
        try askAgain(old, by: identity)
        try tellBodies(of: old, VisitLetter.retold, besides: identity.account.id)
    }

    /// Makes a piece of news of it with one step; once, however often it is pressed. Where this person does not check the campaign's news it waits for
    /// whoever does.
    func tellVisit(_ id: ID<WorkingVisit>, isAlone: Bool, by identity: Identity) throws -> NewsState {
        try lockVisit(id)
        let old = try deskVisit(id, for: identity)
        if let news = try old.newsID.flatMap({ try newsItem($0) }) { return news.state }
        guard old.state == .agreed else {
            throw Refusal(.conflict, "story-early", "各方确认之后才能公开。", "It can be told once all bodies have agreed to the record.")
        }
        guard let campaign = old.campaign else {
            throw Refusal(
                .conflict, "story-campaign", "这次调研交流没有关联活动项目，消息无处发布。", "This visit belongs to no campaign, so there is nowhere to publish the news.")
        }
        guard let story = old.story else { throw Refusal(.conflict, "story-none", "请先填写公开的标题和正文。", "Write the title and the text for the public first.") }
        let notice = NewsNotice(campaign: campaign.id, unit: old.keeperID, title: story.title, text: story.text, writer: story.writer)
        let news = try announce(notice, isAlone: isAlone, by: identity)
        try execute("UPDATE workingvisits_visit SET news_id = \(news.id) WHERE id = \(id)")
        try recordVisit("workingvisits.told", id, by: identity.account.id, payload: "{\"news\":\"\(news.id.text)\"}")
        return news.state
    }

    /// Takes the news back and leaves the text, to be changed and told anew.
    func untellVisit(_ id: ID<WorkingVisit>, says: String, by identity: Identity) throws {
        try lockVisit(id)
        let old = try deskVisit(id, for: identity)
        guard old.newsID != nil else { return }
        guard !says.isEmpty else { throw Refusal(.invalid, "story-reason", "请写明收回的原因，读者会看到。", "Say why it is taken back; readers see it.", field: "says") }
        try takeBackStory(of: old, because: says, by: identity)
    }

    func takeBackStory(of old: WorkingVisit, because says: String, by identity: Identity) throws {
        guard let news = old.newsID else { return }
        try takeBackNews(news, because: says, by: identity)
        try execute("UPDATE workingvisits_visit SET news_id = NULL WHERE id = \(old.id)")
        try recordVisit("workingvisits.taken-back", old.id, by: identity.account.id, payload: "{\"news\":\"\(news.text)\"}")
    }
}
