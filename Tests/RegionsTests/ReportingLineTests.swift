import Kernel
import Regions
import Testing

@Suite struct `Reporting lines` {
    @Test func `The Corps is a line and no region`() {
        #expect(ReportingLine["xpcc"]?.name.zh == "新疆生产建设兵团")
        #expect(RegionTable.china2023.find("新疆生产建设兵团").isEmpty)
        #expect(ReportingLine["none"] == nil)
    }

    @Test func `All of them`() {
        let keys = ["ministries", "societies", "xpcc", "education", "culture-and-tourism", "enterprises", "cas"]
        #expect(ReportingLine.all.map(\.key) == keys)
    }

    @Test(arguments: ["a,甲,A,b\nb,乙,B,\n", "a,甲,A,\na,乙,B,\n", "a,甲,A,a\n"])
    func `A table that is wrong is refused`(rows: String) {
        #expect(throws: EmbeddedTable.Malformed.self) { try ReportingLine.lines(csv: "key,name_zh,name_en,parent\n" + rows) }
    }
}
