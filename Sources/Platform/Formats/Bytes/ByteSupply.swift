/// Where bytes come from, a piece at a time.
protocol ByteSupply: AnyObject {
    /// Fills up to `buffer.count` bytes and says how many; 0 only at the end.
    func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(FormatProblem) -> Int
    /// How much of the whole has been handed over, from 0 to 1; nil where the whole is not known.
    var share: Double? { get }
}
