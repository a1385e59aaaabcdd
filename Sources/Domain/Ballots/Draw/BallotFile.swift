package import Kernel
package import Foundation

/// A ballot as it is published after the draw: with it anybody computes the draw again.
package struct BallotFile: Sendable, Codable, Hashable {
    package static let format = "kepu-ballot/1"

    package var format = BallotFile.format
    package var ballot: String
    package var closed: String
    package var commitment: String
    package var seed: String
    package var places: [BallotDraw.Places]
    package var entries: [BallotDraw.Entry]
    /// Of all entries, as it stood when they closed.
    package var digest: String
    package var result: [BallotDraw.Outcome]

    package init(
        ballot: String, closed: String, commitment: String, seed: String, places: [BallotDraw.Places], entries: [BallotDraw.Entry], digest: String,
        result: [BallotDraw.Outcome]
    ) {
        (self.ballot, self.closed, self.commitment, self.seed) = (ballot, closed, commitment, seed)
        (self.places, self.entries, self.digest, self.result) = (places, entries, digest, result)
    }

    package var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { Array($0) } ?? []
    }

    /// Reads a published file; refuses what is none.
    package static func read(_ bytes: Data) throws(Refusal) -> BallotFile {
        let found: BallotFile
        do { found = try JSONDecoder().decode(BallotFile.self, from: bytes) } catch {
            throw Refusal(
                .invalid, "ballot-file", "这不是抽签结果文件。请从抽签页面下载“结果文件（JSON）”。", "This is no file of a ballot. Download “The file of the draw (JSON)” from the ballot's page.")
        }
        guard found.format == format else {
            throw Refusal(
                .invalid, "ballot-format", "不认识格式“\(found.format.prefix(40))”，本程序能核对“\(format)”。",
                "The format “\(found.format.prefix(40))” is unknown; this program verifies “\(format)”.")
        }
        return found
    }

    /// Everything that is wrong with it; nothing where the draw is as it says.
    ///
    /// - commitment, digest: as they were published, where somebody noted them: then the file cannot have been made anew as a whole.
    package func problems(commitment noted: String? = nil, digest notedDigest: String? = nil) -> [Phrase] {
        var all: [Phrase] = []
        guard let seed = BallotDraw.bytes(hexadecimal: seed), seed.count == 32 else {
            return [Phrase("种子不是 64 位十六进制数。", "The seed is not 64 hexadecimal digits.")]
        }
        if BallotDraw.commitment(to: seed) != commitment { all.append(Phrase("种子与事先公布的承诺值不符。", "The seed is not the one that was committed to.")) }
        if let noted, noted.lowercased() != commitment { all.append(Phrase("文件中的承诺值与您记下的不同。", "The commitment in the file is not the one that you noted.")) }
        if BallotDraw.digest(of: entries) != digest { all.append(Phrase("报名名单与截止时的摘要不符：有报名被改动、增加或删去。", "The entries are not those whose digest was published: one was changed, added or taken out.")) }
        if let notedDigest, notedDigest.lowercased() != digest { all.append(Phrase("文件中的名单摘要与您记下的不同。", "The digest in the file is not the one that you noted.")) }
        if Set(entries.map(\.number)).count != entries.count { all.append(Phrase("有重复的报名号。", "A number stands twice among the entries.")) }
        let drawn = BallotDraw.run(seed: seed, entries: entries, places: places)
        if drawn != result {
            let first = zip(drawn, result).first { $0 != $1 }?.0 ?? drawn.dropFirst(result.count).first
            let zh = first.map { "第 \($0.place) 位应是报名号 \($0.number)。" } ?? "结果比名单长。"
            let en = first.map { "Place \($0.place) belongs to number \($0.number)." } ?? "The result is longer than the entries."
            all.append(Phrase("重新计算的结果不同：" + zh, "The draw, computed again, differs. " + en))
        }
        return all
    }
}
