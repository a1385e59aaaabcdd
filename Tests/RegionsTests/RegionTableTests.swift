import Foundation
import Kernel
import Regions
import Testing

@Suite struct `China's regions` {
    let china = RegionTable.china2023

    @Test func `34 provinces, and about 3,200 units in all`() {
        #expect(china.provinces.count == 34)
        #expect(china.provinces.allSatisfy { $0.level == .province && $0.parent == nil })
        #expect(china.regions.count == 3211)
        #expect(china.regions.map(\.code) == china.regions.map(\.code).sorted())
    }

    @Test func `Every path begins with a province and goes down`() {
        let provinces = Set(china.provinces.map(\.code))
        for region in china.regions {
            let path = china.path(of: region.code)
            #expect(path.last == region)
            #expect(provinces.contains(path.first?.code ?? ""), "\(region.code)")
            #expect(zip(path, path.dropFirst()).allSatisfy { $0.level < $1.level && $1.parent == $0.code })
            #expect(path.first?.code.prefix(2) == region.code.prefix(2))
        }
    }

    @Test func `Every unit is the child of one`() {
        var seen = 0
        var open = china.provinces
        while let next = open.popLast() {
            seen += 1
            open += china.children(of: next.code)
        }
        #expect(seen == china.regions.count)
    }

    @Test func `Yanta is a district of Xi'an in Shaanxi`() {
        #expect(china["610113"]?.nameZH == "雁塔区")
        #expect(china.path(of: "610113").map(\.code) == ["610000", "610100", "610113"])
        #expect(china.path(of: "610113").map(\.nameEN) == ["Shaanxi", "Xi'an", "Yanta District"])
        #expect(china["610100"]?.pinyin == "xi an")
    }

    @Test func `Districts of municipalities and units a province runs hang on the province`() {
        for code in ["110105", "120116", "310115", "500101", "419001", "429004", "469001", "659001", "659012"] {
            #expect(china.path(of: code).map(\.level) == [.province, .county], "\(code)")
        }
        #expect(china["110100"] == nil)
        #expect(china["500200"] == nil)
        #expect(!china.regions.contains { $0.nameZH == "市辖区" || $0.nameZH.contains("直辖县级") })
    }

    @Test func `It is the edition of 2023`() {
        #expect(china["540481"]?.nameZH == "米林市")
        #expect(china["540422"] == nil)
        #expect(china["653228"] == nil, "founded in 2024")
        #expect(china["500112"]?.nameZH == "渝北区", "merged in 2025")
    }

    @Test func `Cities without districts are leaves`() {
        let leaves = china.regions.filter { $0.level == .prefecture && china.children(of: $0.code).isEmpty }
        #expect(leaves.map(\.shortZH) == ["东莞", "中山", "儋州", "嘉峪关"])
    }

    @Test(
        arguments: [
            ("420528", "长阳", "Changyang Tujia Autonomous County", "chang yang"),
            ("530925", "双江", "Shuangjiang Lahu, Va, Blang and Dai Autonomous County", "shuang jiang"),
            ("130821", "承德县", "Chengde County", "cheng de xian"), ("540628", "巴青", "Baqên County", "ba qing"),
            ("150000", "内蒙古", "Inner Mongolia", "nei meng gu"), ("650000", "新疆", "Xinjiang", "xin jiang"),
            ("230100", "哈尔滨", "Harbin", "ha er bin"), ("231100", "黑河", "Heihe", "hei he"),
            ("141100", "吕梁", "Lüliang", "lv liang"), ("371722", "单县", "Shan County", "shan xian"),
            ("220200", "吉林市", "Jilin City", "ji lin shi"), ("610103", "碑林", "Beilin District", "bei lin"),
            ("120116", "滨海", "Binhai New Area", "bin hai"), ("820000", "澳门", "Macao", "ao men"),
        ])
    func `Names`(code: String, short: String, english: String, pinyin: String) {
        #expect(china[code]?.shortZH == short)
        #expect(china[code]?.nameEN == english)
        #expect(china[code]?.pinyin == pinyin)
        #expect(china[code]?.short == Phrase(short, english))
    }

    @Test func `Every name is filled, and short names differ within a family`() {
        #expect(china.regions.allSatisfy { !$0.nameZH.isEmpty && !$0.shortZH.isEmpty && !$0.nameEN.isEmpty })
        #expect(china.regions.allSatisfy { $0.pinyin.utf8.allSatisfy { byte in byte == 0x20 || (0x61...0x7A).contains(byte) } })
        for region in china.regions {
            let names = [region.shortZH] + china.children(of: region.code).map(\.shortZH)
            #expect(Set(names).count == names.count, "\(region.nameZH)")
        }
        #expect(Set(china.provinces.map(\.nameEN)).count == 34)
    }

    @Test func `Unknown codes have neither path nor children`() {
        #expect(china["000000"] == nil)
        #expect(china.path(of: "000000").isEmpty)
        #expect(china.children(of: "000000").isEmpty)
        #expect(!china.isWithin("000000", "610000"))
    }

    @Test func `Within`() {
        #expect(china.isWithin("610113", "610000"))
        #expect(china.isWithin("610113", "610113"))
        #expect(!china.isWithin("610100", "610113"))
        #expect(!china.isWithin("610113", "110000"))
    }

    @Test func `A code decides alone, a name does not`() {
        #expect(china.find("610113").map(\.code) == ["610113"])
        #expect(china.find("朝阳").prefix(3).map(\.code) == ["211300", "110105", "220104"])
        #expect(Set(china.find("Taizhou").map(\.code)).isSuperset(of: ["321200", "331000"]))
        #expect(china.find("雁塔区").map(\.code) == ["610113"])
        for name in ["西安", "xi'an", "Xi’an", "Xian", "xi an"] { #expect(china.find(name).map(\.code).contains("610100"), "\(name)") }
        #expect(china.find("lvliang").first?.code == "141100")
        #expect(china.find("Luliang").first?.code == "141100")
        #expect(china.find("baqen county").first?.code == "540628")
        #expect(china.find("黑龙").map(\.code).first == "230000")
        #expect(china.find("").isEmpty)
        #expect(china.find("no such place").isEmpty)
    }

    @Test(
        arguments: [
            "a,province,,A,A,A,a\na,province,,B,B,B,b\n", "a,county,,A,A,A,a\n", "a,county,b,A,A,A,a\n",
            "a,country,,A,A,A,a\n", "a,province,,A,A,A,a\nb,province,a,B,B,B,b\n", "a,province,,A,A,A\n",
            "a,county,a,A,A,A,a\n",
        ])
    func `A table that is no tree is refused`(rows: String) {
        #expect(throws: EmbeddedTable.Malformed.self) {
            try RegionTable(csv: "code,level,parent,name_zh,short_zh,name_en,pinyin\n" + rows)
        }
    }

    @Test func `Another country's tree can be loaded`() throws {
        let csv = "code,level,parent,name_zh,short_zh,name_en,pinyin\nFR-75,county,FR-IDF,巴黎,巴黎,Paris,ba li\n"
            + "FR-IDF,province,,法兰西岛大区,法兰西岛,Île-de-France,fa lan xi dao\n"
        #expect(try RegionTable(csv: csv).path(of: "FR-75").map(\.nameEN) == ["Île-de-France", "Paris"])
    }

    @Test func `The texts compiled in are the files'`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let texts = ["regions-2023.csv": RegionTable.china2023CSV, "tiles.csv": RegionTile.chinaCSV]
        for (name, text) in texts {
            let file = try String(contentsOf: root.appending(path: "Sources/Platform/Regions/Data/\(name)"), encoding: .utf8)
            let same = file == text
            #expect(same, "\(name): run scripts/embed-data.py")
        }
    }
}
