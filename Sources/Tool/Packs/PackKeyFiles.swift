import Kernel
import Signing

/// Keys as files.
enum PackKeyFiles {
    static func signing(_ path: String) throws -> SigningKey { try SigningKey(jwk: try FileBytes.read(path, limit: 1 << 16), name: path) }

    static func trusted(_ path: String?) throws -> PublicKeys? { try path.map { try PublicKeys(jwks: try FileBytes.read($0, limit: 4 << 20), name: $0) } }
}
