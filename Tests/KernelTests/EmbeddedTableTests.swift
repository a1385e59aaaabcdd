import Kernel
import Testing

@Suite struct `Embedded tables` {
    @Test func `Comments, empty fields and blank lines`() throws {
        let table = try EmbeddedTable(csv: "# one\na,b\n\n1,\r\n#  two \n,2", columns: ["a", "b"])
        #expect(table.comments == ["one", "two"])
        #expect(table.rows.map(\.fields) == [["1", ""], ["", "2"]])
        #expect(table.rows.map(\.line) == [4, 6])
    }

    @Test func `Quotes keep commas and double themselves`() throws {
        let table = try EmbeddedTable(csv: "a,b\n\"x, y\",\"say \"\"so\"\"\"\n\"\",z\n", columns: ["a", "b"])
        #expect(table.rows.map(\.fields) == [["x, y", "say \"so\""], ["", "z"]])
    }

    @Test func `The error names the line`() {
        #expect(throws: EmbeddedTable.Malformed(line: 3, reason: "1 fields instead of 2")) {
            try EmbeddedTable(csv: "a,b\n1,2\n3\n", columns: ["a", "b"])
        }
        #expect(throws: EmbeddedTable.Malformed.self) { try EmbeddedTable(csv: "a,c\n", columns: ["a", "b"]) }
    }
}
