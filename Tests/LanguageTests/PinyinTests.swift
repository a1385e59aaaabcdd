import Foundation
import Language
import Testing

@Suite("Pinyin")
struct PinyinTests {
    @Test(arguments: [
        ("上海", "shanghai", "sh"), ("上海科技馆", "shanghaikejiguan", "shkjg"), ("重庆", "chongqing", "cq"), ("长沙", "changsha", "cs"),
        ("西藏自然科学博物馆", "xizangzirankexuebowuguan", "xzzrkxbwg"), ("六安", "luan", "la"), ("厦门", "xiamen", "xm"), ("吕梁", "lvliang", "ll"),
        ("校长", "xiaozhang", "xz"), ("都江堰", "dujiangyan", "djy"), ("2023年科普日", "2023niankepuri", "2023nkpr"),
        ("Hello 世界", "helloshijie", "hsj"), ("Café Müller", "cafemuller", "cm"), ("", "", ""), ("！？", "", ""),
    ])
    func namesInLetters(_ text: String, _ full: String, _ initials: String) {
        #expect(Pinyin.full(text) == full)
        #expect(Pinyin.initials(text) == initials)
    }

    @Test func sorting() {
        let sorted = ["先锋", "西安", "北京", "重庆", "Apple", "3D 打印", "长沙"].sorted { Pinyin.sortKey($0) < Pinyin.sortKey($1) }
        #expect(sorted == ["3D 打印", "Apple", "北京", "长沙", "重庆", "西安", "先锋"])
    }

    @Test func alwaysLettersDigitsAndBlanks() {
        for text in ["𠮷野家", "㐀", "👩‍🚀", "\0\n", "ℵ", "東京", "한국", "Ελλάδα", "日本", "ﬁ", "٣"] {
            #expect(Pinyin.full(text).unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil }, "\(text)")
            #expect(!Pinyin.sortKey(text).contains { $0.isNewline || $0 == "\0" })
        }
    }

    /// The readings of the administrative divisions, when the table is at hand.
    @Test func divisions() throws {
        let folder = ProcessInfo.processInfo.environment["KEPU_SHARED"] ?? "../shared"
        guard let data = FileManager.default.contents(atPath: folder + "/data/regions/cn-divisions.csv") else { return }
        var wrong: [String] = []
        for line in String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            if Pinyin.sortKey(fields[3]) != fields[4].lowercased(), fields[3] != "略阳" { wrong.append("\(fields[3]) \(fields[4]) \(Pinyin.sortKey(fields[3]))") }
        }
        #expect(wrong.isEmpty, "\(wrong)")
    }
}
