<?php
// Appointments of a group practice: free slots, bookings, and the insurer's consent.
declare(strict_types=1);

$release = getenv('RELEASE');
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
header('Content-Type: application/json');

function db(): PDO
{
    return new PDO('pgsql:host=' . getenv('PGHOST') . ';dbname=clinic;connect_timeout=2', 'appointments', getenv('PGPASSWORD'), [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
}

function consent(string $patient): array
{
    $c = curl_init(getenv('INSURER_URL') . '/consent?patient=' . $patient);
    curl_setopt_array($c, [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT_MS => (int) getenv('INSURER_TIMEOUT_MS'), CURLOPT_CONNECTTIMEOUT_MS => 1500]);
    $body = curl_exec($c);
    if ($body === false) {
        throw new RuntimeException('insurer: curl error ' . curl_errno($c) . ': ' . curl_error($c));
    }
    $status = curl_getinfo($c, CURLINFO_RESPONSE_CODE);
    if ($status !== 200) {
        throw new RuntimeException("insurer: HTTP $status: $body");
    }
    return json_decode($body, true, 16, JSON_THROW_ON_ERROR);
}

function label(string $doctor, string $patient): string
{
    return "$doctor / $patient";
}

if (preg_match('#^/doctors/([\w-]+)/slots$#', $path, $m)) {
    if ($release === '2.1.0') {
        // All slots at once, so that the next page needs no query.
        $rows = db()->query('select id, doctor, starts, patient from slots order by starts')->fetchAll();
        echo json_encode(array_slice(array_filter($rows, fn ($r) => $r['doctor'] === $m[1]), 0, 20));
        return;
    }
    $q = db()->prepare('select id, starts, patient from slots where doctor = ? order by starts limit 20');
    $q->execute([$m[1]]);
    $rows = $q->fetchAll(PDO::FETCH_ASSOC);
    if ($release === '2.2.0') {
        // Free slots have no patient.
        $rows = array_map(fn ($r) => $r + ['label' => label($m[1], $r['patient'])], $rows);
    }
    echo json_encode($rows);
} elseif ($path === '/appointments' && $_SERVER['REQUEST_METHOD'] === 'POST') {
    $in = json_decode(file_get_contents('php://input'), true);
    try {
        consent($in['patient']);
    } catch (RuntimeException $e) {
        error_log('appointment of ' . $in['patient'] . ' failed: ' . $e->getMessage());
        http_response_code(502);
        echo '{"error":"insurer"}';
        return;
    }
    $q = db()->prepare('update slots set patient = ? where id = ?');
    $q->execute([$in['patient'], $in['slot']]);
    http_response_code(201);
    echo '{"ok":true}';
} elseif ($path === '/healthz') {
    echo '"ok"';
} else {
    http_response_code(404);
    echo '{"error":"not found"}';
}
