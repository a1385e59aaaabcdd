import Testing

@testable import Files

@Suite struct FileDigestTests {
    /// FIPS 180-4's own example.
    @Test func isSHA256() {
        #expect(FileDigest(of: Array("abc".utf8)).text == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func isReadFromSixtyFourDigitsAlone() throws {
        let digest = FileDigest(of: [1, 2, 3])
        #expect(FileDigest(digest.text.uppercased()) == digest && digest.bytes.count == 32)
        for wrong in ["", "ab", String(repeating: "g", count: 64), digest.text + "0", "../" + digest.text.dropFirst(3), String(repeating: "é", count: 32)] {
            #expect(FileDigest(wrong) == nil, "\(wrong)")
        }
    }

    @Test func goesOverHTTP() {
        let digest = FileDigest(of: Array("abc".utf8))
        #expect(digest.header == "sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:")
        #expect(FileDigest(header: digest.header) == digest && FileDigest(header: "md5=:x:, " + digest.header) == digest)
        for wrong in ["", "sha-256=", "sha-256=:!!:", "sha-256=:AAAA:", "sha-512=:AAAA:"] { #expect(FileDigest(header: wrong) == nil, "\(wrong)") }
    }
}
