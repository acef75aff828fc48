package dev.tailrace.router;
