import Files
import Kernel
import Language
import Storage
import Venues

/// A picture of a piece of news: what it shows, in words, and whose it is.
struct NewsPicture: Sendable, Hashable {
    let id: ID<NewsPicture>
    let newsID: ID<NewsItem>
    let fileID: ID<StoredFile>
    let width: Int
    let height: Int
    /// What somebody who cannot see it should know.
    let alt: Wording
    /// Who made it, or who gave it; empty where nobody is named.
    let credit: String

    var path: String { "/news/\(newsID.text)/pictures/\(id.text)" }

    init(_ row: Row) throws {
        id = try row.id("id")
        newsID = try row.id("news_id")
        fileID = try row.id("file_id")
        width = try row.int("width")
        height = try row.int("height")
        alt = try row.wording("alt")
        credit = try row.text("credit")
    }
}

extension Transaction {
    /// In the order in which they were added.
    func pictures(of news: ID<NewsItem>) throws -> [NewsPicture] {
        try rows("SELECT * FROM campaigns_news_picture WHERE news_id = \(news) ORDER BY id", NewsPicture.init)
    }

    func picture(_ id: ID<NewsPicture>, of news: ID<NewsItem>) throws -> NewsPicture? {
        try row("SELECT * FROM campaigns_news_picture WHERE news_id = \(news) AND id = \(id)", NewsPicture.init)
    }

    /// Keeps a picture with an item that is being written; at most `NewsPictureForm.most`.
    func addPicture(_ picture: Picture, alt: Wording, credit: String, to news: NewsItem, by actor: Int64) throws {
        try lock("campaigns.news.\(news.id.text)")
        guard try pictures(of: news.id).count < NewsPictureForm.most else {
            throw Refusal(
                .invalid, "pictures-many", "一条消息最多 \(NewsPictureForm.most) 张图片。请先移除一张。",
                "A news item has \(NewsPictureForm.most) pictures at most. Take one away first.", field: "picture")
        }
        let (id, file): (ID<NewsPicture>, ID<StoredFile>) = (newID(), try keepFile(picture))
        try execute(
            """
            INSERT INTO campaigns_news_picture (news_id, id, file_id, width, height, alt_zh, alt_en, credit)
            VALUES (\(news.id), \(id), \(file), \(picture.width), \(picture.height), \(alt.zh), \(alt.en), \(credit))
            """)
        try record(LedgerEntry("campaigns.news-pictured", "news", news.id, by: actor))
    }

    /// Takes a picture from an item; its file goes with the last that shows it.
    func removePicture(_ picture: NewsPicture, by actor: Int64) throws {
        try execute("DELETE FROM campaigns_news_picture WHERE news_id = \(picture.newsID) AND id = \(picture.id)")
        let shown = try number("SELECT COUNT(*) FROM campaigns_news_picture WHERE file_id = \(picture.fileID)") ?? 0
        if shown == 0 { try removeFile(picture.fileID) }
        try record(LedgerEntry("campaigns.news-unpictured", "news", picture.newsID, by: actor))
    }

    /// Shows the same files with another item.
    func copyPictures(from old: ID<NewsItem>, to new: ID<NewsItem>) throws {
        for picture in try pictures(of: old) {
            let id: ID<NewsPicture> = newID()
            try execute(
                """
                INSERT INTO campaigns_news_picture (news_id, id, file_id, width, height, alt_zh, alt_en, credit)
                VALUES (\(new), \(id), \(picture.fileID), \(picture.width), \(picture.height), \(picture.alt.zh), \(picture.alt.en), \(picture.credit))
                """)
        }
    }
}
