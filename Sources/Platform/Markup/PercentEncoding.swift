/// The UTF-8 bytes of a text, each byte that may not stay as `%` and two digits (RFC 3986, 2.1).
func percentEncoded(_ text: String, keeping mayStay: (UInt8) -> Bool) -> String {
    if text.utf8.allSatisfy(mayStay) { return text }
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count * 2)
    for byte in text.utf8 {
        if mayStay(byte) {
            out.append(byte)
        } else {
            out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: out, as: UTF8.self)
}

/// RFC 3986, 2.3: letters, digits and `-._~`, which mean nothing anywhere in an address.
func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
    default: false
    }
}

/// Also those that separate the parts of an address, and `%`.
func isAddressCharacter(_ byte: UInt8) -> Bool { isUnreserved(byte) || "!#$&'()*+,/:;=?@[]%".utf8.contains(byte) }
