import Foundation
import Testing

@testable import Language

@Suite("Characters that are written in several ways") struct HanFormsTests {
    @Test(arguments: [
        ("臺灣科學教育館", "台湾科学教育馆"), ("頭髮與發電", "头发与发电"), ("裏面、裡面", "里面、里面"), ("爲什麼說話", "为什么说话"), ("綫上講座", "线上讲座"),
        ("著名的乾隆", "著名的乾隆"), ("Mars 火星，２０２３", "Mars 火星，２０２３"), ("", ""), ("👩‍🚀與é", "👩‍🚀与é"), ("𠮷野家", "𠮷野家"),
    ])
    func traditionalOnesAreSimplified(_ text: String, _ simplified: String) { #expect(HanForms.simplified(text) == simplified) }

    /// Folded twice is folded once, or a question and a text would not meet.
    @Test func noFormHasAnotherForm() {
        #expect(HanForms.pairs.count > 2300)
        for (simplified, others) in HanForms.pairs {
            #expect(HanForms.simplified(String(simplified)) == String(simplified), "\(simplified)")
            #expect(HanForms.simplified(others) == String(repeating: String(simplified), count: others.unicodeScalars.count), "\(others)")
        }
    }

    @Test func theTableCompiledInIsTheFile() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let file = try String(contentsOf: root.appending(path: "Sources/Platform/Language/Data/characters.csv"), encoding: .utf8)
        let same = file == HanForms.csv
        #expect(same, "run scripts/embed-data.py")
    }
}
