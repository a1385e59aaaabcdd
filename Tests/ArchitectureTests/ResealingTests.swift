import Testing

/// Whatever lies sealed is sealed again when the secrets are rotated: each secret that the source asks for is one of a `Resealing`.
@Suite struct ResealingTests {
    @Test func everySecretIsRenewed() throws {
        var asked: Set<String> = [], renewed: Set<String> = []
        for file in try SourceTree.swift("Sources") {
            asked.formUnion(file.text.matches(of: /[. (]secret\("([a-z-]+)"\)/).map { String($0.1) })
            for match in file.text.matches(of: /Resealing\(\s*under: ([^\n\]]+)/) { renewed.formUnion(match.1.matches(of: /"([a-z-]+)"/).map { String($0.1) }) }
        }
        #expect(asked.contains("codes") && asked.contains("csrf"), "the source asks for its secrets in another way: \(asked)")
        #expect(asked.subtracting(renewed).sorted() == [])
    }
}
