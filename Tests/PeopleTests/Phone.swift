import Access
import Kernel
import TestKit
import Testing

/// An authenticator that learned the key on the page.
struct Phone {
    private let codes: OneTimeCode

    init(page: PageSeen) throws {
        let key = try #require(page.text.firstMatch(of: /Key: ((?:[A-Z2-7]{4} ?)+)/)).1
        var bits = 0, buffer = 0, secret: [UInt8] = []
        for letter in key.utf8 where letter != 32 {
            (buffer, bits) = (buffer << 5 | Int(letter >= 65 ? letter - 65 : letter - 24), bits + 5)
            if bits >= 8 {
                bits -= 8
                secret.append(UInt8(buffer >> bits & 255))
                buffer &= (1 << bits) - 1
            }
        }
        codes = OneTimeCode(secret: secret)
    }

    func code(at now: Instant) -> String { codes.code(step: OneTimeCode.step(at: now)) }
}
