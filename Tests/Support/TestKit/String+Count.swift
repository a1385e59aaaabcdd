extension String {
    /// How often `part` stands in it.
    package func count(of part: String) -> Int { ranges(of: part).count }
}
