import Kernel
import Testing

@Suite struct FingerprintTests {
    /// The numbers of its authors' list of test vectors: keys of organisations and locks of the database are made of them.
    @Test(arguments: [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)] as [(String, UInt64)])
    func aTextHasItsNumberForEver(_ text: String, _ number: UInt64) {
        #expect(Fingerprint.of(text) == number)
        #expect(Fingerprint.of(text, seed: 1) != number)
    }
}
