import Access
import Files
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// What whoever writes news does: begin, change, illustrate, and write what supersedes it.
struct NewsWriting: Sendable {
    let house: House
    let visit: Visit

    /// An empty form, for the campaign that the address names where it is theirs.
    var new: Answer {
        get async throws {
            let identity = try visit.signedIn()
            let key = visit.query["campaign"]
            let (choices, campaign) = try await visit.database.read { tx in
                (try NewsChoices(for: identity, in: tx), try key.flatMap { try tx.campaign(key: $0) })
            }
            var values = ["kind": NewsItem.Kind.announcement.rawValue, "day": visit.now.day(in: campaign?.zone ?? .china).iso]
            if let campaign, choices.campaigns.contains(where: { $0.id == campaign.id }) { values["campaign"] = campaign.id.text }
            if choices.campaigns.isEmpty, choices.units.count == 1 { values["unit"] = choices.units.first?.id.text }
            return page(NewsForm.form(choices).filled(values))
        }
    }

    var add: Answer {
        get async throws {
            let identity = try visit.signedIn()
            let choices = try await visit.database.read { try NewsChoices(for: identity, in: $0) }
            var reading = NewsForm.read(visit.posted, choices)
            try await checkFigures(&reading)
            guard let draft = NewsForm.draft(reading) else { return page(reading) }
            do {
                return try await visit.making { tx in
                    let id = try tx.draftNews(draft, by: identity)
                    return Made(
                        at: "/desk/news/\(id.text)",
                        saying: Phrase("草稿已保存。看过预览后提交核对。", "The draft is saved. Look at the preview, then submit it for checking."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid {
                reading.remark(refusal)
                return page(reading)
            }
        }
    }

    var revise: Answer {
        get async throws {
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: NewsItem.noun, NewsItem.self))
            var page = try await NewsDeskRoutes.page(visit, house)
            var reading = NewsForm.read(visit.posted, page.choices)
            try await checkFigures(&reading)
            if let draft = NewsForm.draft(reading) {
                let read = reading
                do {
                    try await visit.database.write { tx in
                        let old = try tx.draftOfNews(id, by: identity)
                        try SeenForm.check(read, against: NewsForm.values(of: old))
                        try tx.reviseNews(id, draft, by: identity)
                    }
                    return visit.see("/desk/news/\(id.text)", saying: Phrase("草稿已保存。", "The draft is saved."))
                } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { reading.remark(refusal) }
            }
            page.reading = reading
            return page.answer(visit)
        }
    }

    var succeed: Answer {
        get async throws {
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: NewsItem.noun, NewsItem.self))
            return try await visit.making { tx in
                let new = try tx.successorDraft(of: id, by: identity)
                return Made(
                    at: "/desk/news/\(new.text)",
                    saying: Phrase("新稿以原文为底。它发布时，原消息即被取代。", "The new one begins with the old text. When it is published, the old one is superseded."))
            }
        }
    }

    var addPicture: Answer {
        get async throws {
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: NewsItem.noun, NewsItem.self))
            var reading = NewsPictureForm.form.read(visit.posted)
            reading.demandChinese(of: "alt")
            do {
                if reading.isGood, let upload = reading.upload("picture"), let alt = reading.wording("alt") {
                    let (picture, credit) = (try Picture(upload.bytes, field: "picture"), reading.text("credit"))
                    return try await visit.making { tx in
                        let item = try tx.draftOfNews(id, by: identity)
                        try tx.addPicture(picture, alt: alt, credit: credit, to: item, by: identity.account.id.number)
                        return Made(at: "/desk/news/\(id.text)", saying: Phrase("图片已添加。", "The picture is added."))
                    }
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { reading.remark(refusal) }
            var page = try await NewsDeskRoutes.page(visit, house)
            page.picture = reading
            return page.answer(visit)
        }
    }

    var removePicture: Answer {
        get async throws {
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: NewsItem.noun, NewsItem.self))
            let what = Phrase("这张图片", "picture")
            let pictureID: ID<NewsPicture> = try visit.id("picture", of: what)
            try await visit.database.write { tx in
                _ = try tx.draftOfNews(id, by: identity)
                guard let picture = try tx.picture(pictureID, of: id) else { throw Refusal.notFound(what) }
                try tx.removePicture(picture, by: identity.account.id.number)
            }
            return visit.see("/desk/news/\(id.text)", saying: Phrase("图片已移除。", "The picture is gone."))
        }
    }

    /// Says beside each text which of its figures there are not.
    private func checkFigures(_ reading: inout FormReading) async throws {
        let texts = ["text_zh", "text_en"].map { (field: $0, text: reading.text($0)) }
        let figures = try await visit.database.read { tx in try NewsFigures(of: Wording(texts[0].text, texts[1].text), house, in: tx) }
        for one in texts {
            if let remark = figures.remark(on: one.text) { reading.remark(one.field, remark) }
        }
    }

    private func page(_ reading: FormReading) -> Answer {
        visit.desk(
            Phrase("写一条消息", "Write news"), trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/news", Phrase("动态", "News"))],
            status: reading.isGood ? 200 : 422
        ) { visit.formHTML(reading, action: "/desk/news", submit: Phrase("保存草稿", "Save the draft"), makes: true) }
    }
}
