/// Character references of HTML: `&eacute;`, `&#233;`, `&#xE9;`.
enum HTMLEntity {
    /// The character that the reference at `at` (an `&`) stands for, and the place behind it; nil when it is none.
    static func decode(_ bytes: [UInt8], _ at: Int, _ end: Int) -> (Unicode.Scalar, Int)? {
        guard at + 2 < end else { return nil }
        if bytes[at + 1] == 0x23 { return number(bytes, at + 2, end) }
        var place = at + 1
        while place < end, place - at <= 10, isNameLetter(bytes[place]) { place += 1 }
        guard place < end, bytes[place] == 0x3B else { return nil }
        guard let scalar = names[String(decoding: bytes[at + 1..<place], as: UTF8.self)] else { return nil }
        return (scalar, place + 1)
    }

    private static func isNameLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) || (48...57).contains(byte) }

    private static func number(_ bytes: [UInt8], _ start: Int, _ end: Int) -> (Unicode.Scalar, Int)? {
        let isHex = bytes[start] | 0x20 == 0x78
        let first = isHex ? start + 1 : start
        var place = first
        var value: UInt32 = 0
        while place < end, let digit = digit(bytes[place]), isHex || digit < 10 {
            if value < 0x20_0000 { value = value * (isHex ? 16 : 10) + digit }
            place += 1
        }
        guard place > first else { return nil }
        if place < end, bytes[place] == 0x3B { place += 1 }
        // What pages of Windows meant by 128–159, as browsers read it.
        if (0x80...0x9F).contains(value), let meant = windows[value] { return (meant, place) }
        return (value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}", place)
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 48...57: UInt32(byte) - 48
        case 65...70: UInt32(byte) - 55
        case 97...102: UInt32(byte) - 87
        default: nil
        }
    }

    private static let windows: [UInt32: Unicode.Scalar] = [
        0x80: "€", 0x82: "‚", 0x83: "ƒ", 0x84: "„", 0x85: "…", 0x86: "†", 0x87: "‡", 0x88: "ˆ", 0x89: "‰", 0x8A: "Š", 0x8B: "‹", 0x8C: "Œ",
        0x8E: "Ž", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—", 0x98: "˜", 0x99: "™", 0x9A: "š", 0x9B: "›",
        0x9C: "œ", 0x9E: "ž", 0x9F: "Ÿ",
    ]

    private static let names: [String: Unicode.Scalar] = {
        var names: [String: Unicode.Scalar] = [:]
        // Latin-1, in order from U+00A0.
        let latin = """
            nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot \
            cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml \
            Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig \
            agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute \
            ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
            """
        for (place, name) in latin.split(separator: " ").enumerated() { names[String(name)] = Unicode.Scalar(UInt8(0xA0 + place)) }
        let others: [String: Unicode.Scalar] = [
            "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘", "rsquo": "’",
            "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„", "lsaquo": "‹", "rsaquo": "›", "bull": "•", "euro": "€", "trade": "™",
            "oelig": "œ", "OElig": "Œ", "Scaron": "Š", "scaron": "š", "Yuml": "Ÿ", "dagger": "†", "Dagger": "‡", "permil": "‰", "prime": "′",
            "Prime": "″", "ensp": " ", "emsp": " ", "thinsp": " ", "zwj": "\u{200D}", "zwnj": "\u{200C}", "minus": "−", "ne": "≠", "le": "≤",
            "ge": "≥", "asymp": "≈", "infin": "∞", "radic": "√", "sum": "∑", "prod": "∏", "int": "∫", "part": "∂", "larr": "←", "rarr": "→",
            "uarr": "↑", "darr": "↓", "harr": "↔", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "theta": "θ",
            "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "psi": "ψ", "omega": "ω", "Delta": "Δ",
            "Sigma": "Σ", "Omega": "Ω",
        ]
        return names.merging(others) { $1 }
    }()
}
