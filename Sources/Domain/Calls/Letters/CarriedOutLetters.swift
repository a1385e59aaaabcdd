import Access
import Kernel
import Storage
import Venues

/// What holders are told when a notice's lists are carried out, many at once: one statement finds a title's people, and no more where it
/// has none here.
extension Transaction {
    func tellGranted(_ titles: [ID<Title>]) throws {
        for title in try found(titles) { try tellHolder(ofNew: title) }
    }

    func tellCancelled(_ titles: [ID<Title>]) throws {
        for title in try found(titles) { try tellHolder(of: title, became: title.state, ground: title.ground) }
    }

    func tellDecided(_ assessments: [ID<Assessment>]) throws {
        let decided = try rows("SELECT * FROM calls_assessment WHERE id IN (\(list: assessments)) ORDER BY id", Assessment.init)
        for one in decided {
            if let title = try title(one.titleID) { try tellHolder(of: one, title, became: one.state, says: Phrase(same: one.says), until: one.rectifyUntil) }
        }
    }

    private func found(_ titles: [ID<Title>]) throws -> [Title] {
        try rows("SELECT * FROM calls_title WHERE id IN (\(list: titles)) ORDER BY id", Title.init)
    }
}
